package dev.holdfast.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A connection as it is written in a YAML file, or many alike.
 *
 * @param name its id; of many, with placeholders such as {@code {number}}
 * @param line where it begins
 * @param template the name of what it has in common with others
 * @param required whether the daemon is ready only with it, as it was written
 * @param each for each of these sets of words, by placeholder, there is one; empty if it is one
 * @param settings its own
 */
record YamlConnection(
    String name,
    int line,
    Optional<Written> template,
    Optional<Written> required,
    Optional<List<Map<String, String>>> each,
    YamlSection settings) {

  private static final String TEMPLATE = "template";
  private static final String REQUIRED = "required";
  private static final String EACH = "each";

  /**
   * Reads one entry.
   *
   * @param file what to call the file
   * @param entry a name and what stands below it
   * @param problems where to put what is wrong
   */
  static YamlConnection read(String file, NodeTuple entry, List<ConfigProblem> problems) {
    String name = YamlSection.keyText(entry);
    String path = "connections." + name + ".";
    YamlSection settings = new YamlSection(file, path, problems);
    Map<String, Written> words = new LinkedHashMap<>();
    Optional<List<Map<String, String>>> each = Optional.empty();
    List<NodeTuple> others = new ArrayList<>();
    if (entry.getValueNode() instanceof MappingNode mapping) {
      for (NodeTuple part : mapping.getValue()) {
        String key = YamlSection.keyText(part);
        switch (key) {
          case TEMPLATE, REQUIRED ->
              word(file, path + key, part, problems).ifPresent(word -> words.put(key, word));
          case EACH -> each = Optional.of(new Each(file, path + EACH, problems).read(part));
          default -> others.add(part);
        }
      }
    } else if (!YamlSection.isNothing(entry.getValueNode())) {
      problems.add(
          ConfigProblem.about(
              path.substring(0, path.length() - 1),
              file + " line " + YamlSection.line(entry.getKeyNode()),
              "expected sections such as gateway: with keys below them"));
    }
    settings.read(others);
    return new YamlConnection(
        name,
        YamlSection.line(entry.getKeyNode()),
        Optional.ofNullable(words.get(TEMPLATE)),
        Optional.ofNullable(words.get(REQUIRED)),
        each,
        settings);
  }

  /** The ids of the connections that it stands for, each with its words. */
  Map<String, Map<String, String>> ids(List<String> twice) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (Map<String, String> words : each.orElseGet(() -> List.of(Map.of()))) {
      String id = Each.fill(name, words);
      if (all.putIfAbsent(id, words) != null) {
        twice.add(id);
      }
    }
    return all;
  }

  private static Optional<Written> word(
      String file, String key, NodeTuple part, List<ConfigProblem> problems) {
    Node node = part.getValueNode();
    if (node instanceof ScalarNode scalar && !YamlSection.isNothing(node)) {
      return Optional.of(new Written(scalar.getValue(), YamlSection.line(node)));
    }
    problems.add(
        ConfigProblem.about(
            key, file + " line " + YamlSection.line(part.getKeyNode()), "expected one value"));
    return Optional.empty();
  }
}
