package dev.holdfast.adapter.simulation.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file, with the line on which it begins. Read token by token. */
sealed interface Yaml {

  /** How deep values may lie in each other. */
  int DEPTH_MAX = 8;

  /** The line, from 1. */
  int line();

  /** What it is, for the text of a problem. */
  String words();

  /** A text, a number, true, false or nothing, as it was written. */
  record Plain(int line, String text) implements Yaml {
    @Override
    public String words() {
      return text.isEmpty() ? "empty" : text;
    }
  }

  /** Values with names, in their order. */
  record Mapping(int line, Map<String, Yaml> values) implements Yaml {
    @Override
    public String words() {
      return "a mapping";
    }
  }

  /** Values without names. */
  record Sequence(int line, List<Yaml> values) implements Yaml {
    @Override
    public String words() {
      return "a list";
    }
  }

  /**
   * Reads one document.
   *
   * @throws ScenarioException if it is no YAML, or more than one document, or too deep
   */
  static Yaml read(String text, Problems problems) throws ScenarioException {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return new Mapping(1, new LinkedHashMap<>());
      }
      Yaml value = value(parser, problems, 0);
      if (parser.nextToken() != null) {
        problems.add(line(parser), "there is a second document; expected one");
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      problems.add(
          where == null ? 0 : where.getLineNr(),
          "this is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
      throw problems.thrown();
    } catch (IOException e) {
      problems.add(0, "cannot be read: " + e.getMessage());
      throw problems.thrown();
    }
  }

  private static Yaml value(JsonParser parser, Problems problems, int depth)
      throws IOException, ScenarioException {
    int line = line(parser);
    if (depth > DEPTH_MAX) {
      problems.add(line, "values lie more than " + DEPTH_MAX + " deep in each other");
      throw problems.thrown();
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Yaml> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          int nameLine = line(parser);
          parser.nextToken();
          if (values.put(name, value(parser, problems, depth + 1)) != null) {
            problems.add(nameLine, name + " is given twice; expected once");
          }
        }
        return new Mapping(line, values);
      }
      case START_ARRAY -> {
        List<Yaml> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser, problems, depth + 1));
        }
        return new Sequence(line, values);
      }
      case VALUE_NULL -> {
        return new Plain(line, "");
      }
      default -> {
        return new Plain(line, parser.getText().strip());
      }
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
