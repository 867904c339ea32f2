package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Source;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.described.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads messages of ours: JSON written as YAML, with placeholders. */
final class TemplateReader {

  /** In place of a field's name: all fields of an object. */
  static final String ALL_FIELDS = "...";

  private static final Pattern PLACEHOLDER = Pattern.compile("(\\$?)\\$\\{([^}]*)}");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?");
  private static final Set<String> JSON_WORDS = Set.of("true", "false", "null");

  private final Places places;
  private final Problems problems;

  TemplateReader(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /** The template of a key; empty if the key is not given. */
  Optional<Template> read(Section section, String key, Placeholders allowed) {
    return section.value(key, "a message").map(node -> read(node, section.pathOf(key), allowed));
  }

  /** The template that is written at a place. */
  Template read(Node node, String path, Placeholders allowed) {
    Template.Builder template = new Template.Builder();
    new Writer(path, allowed, template).value(node);
    return template.build();
  }

  /** The texts and placeholders of a text, one after the other; what is unknown is noted. */
  List<Part> parts(Node node, String path, String text, Placeholders allowed) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      String before = text.substring(end, matcher.start());
      end = matcher.end();
      if (!matcher.group(1).isEmpty()) {
        parts.add(Part.text(before + "${" + matcher.group(2) + "}"));
        continue;
      }
      if (!before.isEmpty()) {
        parts.add(Part.text(before));
      }
      source(node, path, matcher.group(2), allowed).ifPresent(found -> parts.add(Part.of(found)));
    }
    if (end < text.length()) {
      parts.add(Part.text(text.substring(end)));
    }
    return parts;
  }

  private Optional<Source> source(Node node, String path, String name, Placeholders allowed) {
    if (allowed.message() && Places.isPointer(name)) {
      OptionalInt slot = places.slot(node, path, name);
      return slot.isPresent() ? Optional.of(Source.message(slot.getAsInt())) : Optional.empty();
    }
    if (allowed.isOrigin(name) || allowed.captured().contains(name)) {
      return Optional.of(allowed.source(name));
    }
    if (allowed.later().contains(name)) {
      problems.add(node, path, "${" + name + "} is not captured yet; it is captured later on");
    } else if (Origin.byId(name).filter(Placeholders.CREDENTIALS::contains).isPresent()) {
      problems.add(node, path, "${" + name + "} may stand in the login and in the handshake only");
    } else {
      problems.unknown(
          node, path, "the placeholder ${" + name + "} is unknown here", name, allowed.words());
    }
    return Optional.empty();
  }

  /**
   * A piece of a text.
   *
   * @param text as it is
   * @param source where what is in its place comes from; empty if it is as it is
   */
  record Part(String text, Optional<Source> source) {

    static Part text(String text) {
      return new Part(text, Optional.empty());
    }

    static Part of(Source source) {
      return new Part("", Optional.of(source));
    }
  }

  /** Writes one template. */
  private final class Writer {

    private final String path;
    private final Placeholders allowed;
    private final Template.Builder json;

    Writer(String path, Placeholders allowed, Template.Builder json) {
      this.path = path;
      this.allowed = allowed;
      this.json = json;
    }

    void value(Node node) {
      if (node instanceof MappingNode mapping) {
        object(mapping);
      } else if (node instanceof SequenceNode list) {
        array(list);
      } else if (node instanceof ScalarNode scalar) {
        scalar(scalar);
      }
    }

    private void array(SequenceNode list) {
      json.json("[");
      for (int i = 0; i < list.getValue().size(); i++) {
        json.json(i == 0 ? "" : ",");
        value(list.getValue().get(i));
      }
      json.json("]");
    }

    private void object(MappingNode mapping) {
      Set<String> names = new LinkedHashSet<>();
      Optional<Node> rest = Optional.empty();
      json.json("{");
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          problems.add(
              entry.getKeyNode(), path, "a field's name", YamlText.words(entry.getKeyNode()));
        } else if (key.getValue().equals(ALL_FIELDS)) {
          rest = Optional.of(entry.getValueNode());
        } else if (!names.add(key.getValue())) {
          problems.add(key, path, "the field " + key.getValue() + " is given twice");
        } else {
          json.json(names.size() == 1 ? "" : ",").string(key.getValue()).json(":");
          value(entry.getValueNode());
        }
      }
      rest.ifPresent(node -> allFields(node, names));
      json.json("}");
    }

    private void allFields(Node node, Set<String> names) {
      String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (text.equals("${payload}") || text.equals("${body}")) {
        parts(node, path, text, allowed)
            .forEach(part -> part.source().ifPresent(source -> json.spread(source, names)));
      } else {
        problems.add(
            node, path + "[" + ALL_FIELDS + "]", "${payload} or ${body}", YamlText.words(node));
      }
    }

    private void scalar(ScalarNode scalar) {
      String text = scalar.getValue();
      List<Part> parts = parts(scalar, path, text, allowed);
      if (parts.stream().allMatch(part -> part.source().isEmpty())) {
        fixed(scalar, parts.stream().map(Part::text).reduce("", String::concat));
      } else if (parts.size() == 1) {
        json.whole(parts.get(0).source().orElseThrow());
      } else {
        json.json("\"");
        for (Part part : parts) {
          part.source().ifPresentOrElse(json::inside, () -> json.inside(part.text()));
        }
        json.json("\"");
      }
    }

    /** Quotes make a text of anything, as in JSON; so do YAML's other numbers, and yes and no. */
    private void fixed(ScalarNode scalar, String text) {
      boolean isJson = JSON_WORDS.contains(text) || JSON_NUMBER.matcher(text).matches();
      if (YamlText.isNothing(scalar)) {
        json.json("null");
      } else if (scalar.isPlain() && isJson) {
        json.json(text);
      } else {
        json.string(text);
      }
    }
  }
}
