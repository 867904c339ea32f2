package dev.holdfast.bootstrap.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * Reads a YAML file: the settings at its top, templates, and the connections that have settings of
 * their own.
 */
final class YamlFile {

  /** Behind each entry of a list that became one value; no setting may hold it otherwise. */
  static final char LIST_SEPARATOR = '\u001F';

  /** The most characters of a file. */
  static final int LENGTH_MOST = 8 << 20;

  private static final String CONNECTIONS = "connections";
  private static final String TEMPLATES = "templates";

  private final String name;
  private final List<ConfigProblem> problems;
  private final YamlSection top;
  private final Map<String, YamlSection> templates = new LinkedHashMap<>();
  private Optional<List<YamlConnection>> connections = Optional.empty();
  private boolean isYaml = true;

  private YamlFile(String name, List<ConfigProblem> problems) {
    this.name = name;
    this.problems = problems;
    this.top = new YamlSection(name, "", problems);
  }

  /**
   * Reads the text of a file.
   *
   * @param name what to call the file
   * @param text what it holds
   * @param problems where to put what is wrong
   */
  static YamlFile read(String name, String text, List<ConfigProblem> problems) {
    YamlFile file = new YamlFile(name, problems);
    file.root(text).ifPresent(file::topLevel);
    return file;
  }

  /** Whether it could be parsed at all. */
  boolean isYaml() {
    return isYaml;
  }

  /** What is written at the top, for all connections. */
  YamlSection top() {
    return top;
  }

  /** What several connections have in common, by name. */
  Map<String, YamlSection> templates() {
    return templates;
  }

  /** The connections; empty if the file has no list of them. */
  Optional<List<YamlConnection>> connections() {
    return connections;
  }

  private Optional<Node> root(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LENGTH_MOST);
    try {
      return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      String where =
          e.getProblemMark() == null
              ? name
              : name
                  + " line "
                  + (e.getProblemMark().getLine() + 1)
                  + ", column "
                  + (e.getProblemMark().getColumn() + 1);
      problems.add(ConfigProblem.inFile(where, "not valid YAML: " + words(e)));
    } catch (YAMLException e) {
      problems.add(
          ConfigProblem.inFile(name, "not valid YAML: it holds a character that YAML forbids"));
    }
    isYaml = false;
    return Optional.empty();
  }

  /** The parser's words, unless they repeat what the user wrote: that may be a secret. */
  private static String words(MarkedYAMLException e) {
    String problem = Optional.ofNullable(e.getProblem()).orElse("syntax error");
    return Stream.of("alias", "anchor", "tag").anyMatch(problem::contains)
        ? YamlSection.QUOTE_IT
        : problem;
  }

  private void topLevel(Node root) {
    if (root instanceof MappingNode mapping) {
      List<NodeTuple> settings = new ArrayList<>();
      for (NodeTuple entry : mapping.getValue()) {
        String key = YamlSection.keyText(entry);
        if (key.equals(CONNECTIONS)) {
          connections(entry);
        } else if (key.equals(TEMPLATES)) {
          templates(entry);
        } else {
          settings.add(entry);
        }
      }
      top.read(settings);
    } else if (!YamlSection.isNothing(root)) {
      problems.add(
          ConfigProblem.inFile(name, "expected sections such as gateway: with keys below them"));
    }
  }

  private void connections(NodeTuple entry) {
    if (connections.isPresent()) {
      problem(CONNECTIONS, entry.getKeyNode(), "is given twice in this file");
      return;
    }
    Map<String, YamlConnection> all = new LinkedHashMap<>();
    if (entry.getValueNode() instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      for (NodeTuple connection : mapping.getValue()) {
        YamlConnection read = YamlConnection.read(name, connection, problems);
        if (all.putIfAbsent(read.name(), read) != null) {
          problem(
              CONNECTIONS + "." + read.name(),
              connection.getKeyNode(),
              "is given twice in this file");
        }
      }
    } else {
      problem(
          CONNECTIONS,
          entry.getKeyNode(),
          "expected the name of at least one connection, with its settings below it");
    }
    connections = Optional.of(List.copyOf(all.values()));
  }

  private void templates(NodeTuple entry) {
    if (!(entry.getValueNode() instanceof MappingNode mapping)) {
      problem(TEMPLATES, entry.getKeyNode(), "expected names, each with settings below it");
      return;
    }
    for (NodeTuple template : mapping.getValue()) {
      String key = YamlSection.keyText(template);
      YamlSection section = new YamlSection(name, TEMPLATES + "." + key + ".", problems);
      if (template.getValueNode() instanceof MappingNode settings) {
        section.read(settings);
      } else {
        problem(
            TEMPLATES + "." + key,
            template.getKeyNode(),
            "expected sections such as gateway: with keys below them");
      }
      if (templates.putIfAbsent(key, section) != null) {
        problem(TEMPLATES + "." + key, template.getKeyNode(), "is given twice in this file");
      }
    }
  }

  private void problem(String key, Node node, String text) {
    problems.add(ConfigProblem.about(key, name + " line " + YamlSection.line(node), text));
  }
}
