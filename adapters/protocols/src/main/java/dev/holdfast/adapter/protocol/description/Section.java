package dev.holdfast.adapter.protocol.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of the file, asked key by key. What is wrong is noted, and the answer is then the
 * default, so that all problems are found at once. What nobody asked for is unknown.
 */
final class Section {

  private final String path;
  private final Node place;
  private final Problems problems;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * A mapping.
   *
   * @param path its own key with those above it; empty for the root
   */
  Section(String path, Node node, Problems problems) {
    this.path = path;
    this.place = node;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::put);
    } else {
      problems.add(node, path, "a mapping of keys to values", YamlText.words(node));
    }
  }

  private void put(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
      problems.add(entry.getKeyNode(), path, "a key", YamlText.words(entry.getKeyNode()));
    } else if (entries.putIfAbsent(scalar.getValue(), entry) != null) {
      problems.add(scalar, pathOf(scalar.getValue()), "is given twice");
    }
  }

  /** A key with those above it. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Its own key with those above it. */
  String path() {
    return path;
  }

  /** Where it begins. */
  Node place() {
    return place;
  }

  /** All keys, as they are: of a mapping whose keys are names. */
  Set<String> keys() {
    asked.addAll(entries.keySet());
    return entries.keySet();
  }

  /** Where a key is written. */
  Node keyNode(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? place : entry.getKeyNode();
  }

  /** Whether a key is given. */
  boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  /** The value of a key; nothing written is no value, and noted. */
  Optional<Node> value(String key, String expected) {
    asked.add(key);
    NodeTuple entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (YamlText.isNothing(entry.getValueNode())) {
      problems.add(entry.getKeyNode(), pathOf(key), expected, "nothing");
      return Optional.empty();
    }
    return Optional.of(entry.getValueNode());
  }

  /** A value that must be given. */
  Optional<Node> required(String key, String expected) {
    if (!has(key)) {
      missing(key, expected);
    }
    return value(key, expected);
  }

  /** Notes that a key is missing. */
  void missing(String key, String expected) {
    // What is no mapping lacks everything, and that was told.
    if (place instanceof MappingNode) {
      problems.add(place, pathOf(key), "is missing; expected " + expected);
    }
  }

  /** Notes what is wrong with a key. */
  void wrong(String key, String what) {
    problems.add(keyNode(key), pathOf(key), what);
  }

  /** Notes that a value is not what was expected. */
  void wrong(String key, String expected, Node actual) {
    problems.add(actual, pathOf(key), expected, YamlText.words(actual));
  }

  /** A text, a number, true or false as it was written. */
  Optional<String> text(String key, String expected) {
    Optional<Node> node = value(key, expected);
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      wrong(key, expected, node.get());
      return Optional.empty();
    }
    return node.map(scalar -> ((ScalarNode) scalar).getValue());
  }

  /** True or false. */
  boolean flag(String key, boolean fallback) {
    return choice(key, Words.of(List.of("true", "false"), Boolean::valueOf), fallback);
  }

  /** A whole number in a range. */
  int number(String key, int low, int high, int fallback) {
    String expected = "a whole number from " + low + " to " + high;
    Optional<String> text = text(key, expected);
    if (text.isEmpty()) {
      return fallback;
    }
    if (text.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= low && number <= high) {
        return number;
      }
    }
    value(key, expected).ifPresent(node -> wrong(key, expected, node));
    return fallback;
  }

  /** One of a few words. */
  <T> T choice(String key, Map<String, T> values, T fallback) {
    List<String> words = List.copyOf(values.keySet());
    String expected = "one of " + String.join(", ", words);
    Optional<String> text = text(key, expected);
    if (text.isEmpty()) {
      return fallback;
    }
    T value = values.get(text.get());
    if (value != null) {
      return value;
    }
    problems.unknown(
        value(key, expected).orElse(place),
        pathOf(key),
        YamlText.words(value(key, expected).orElse(place)) + " is unknown",
        text.get(),
        words);
    return fallback;
  }

  /** The mapping of a key, if it is given. */
  Optional<Section> section(String key) {
    return value(key, "a mapping of keys to values")
        .map(node -> new Section(pathOf(key), node, problems));
  }

  /** The values of a list; empty if it is not given. */
  List<Node> list(String key, String expected) {
    Optional<Node> node = value(key, expected);
    if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
      if (sequence.getValue().isEmpty()) {
        problems.add(sequence, pathOf(key), expected, "an empty list");
      }
      return sequence.getValue();
    }
    node.ifPresent(actual -> wrong(key, expected, actual));
    return List.of();
  }

  /** One mapping, or a list of them. */
  List<Section> sections(String key, String expected) {
    Optional<Node> node = value(key, expected);
    if (node.isPresent() && node.get() instanceof MappingNode) {
      return List.of(new Section(pathOf(key), node.get(), problems));
    }
    List<Section> sections = new ArrayList<>();
    List<Node> items = list(key, expected);
    for (int i = 0; i < items.size(); i++) {
      sections.add(new Section(pathOf(key) + "[" + i + "]", items.get(i), problems));
    }
    return sections;
  }

  /** Texts in a list. */
  List<String> texts(String key, String expected) {
    List<String> texts = new ArrayList<>();
    for (Node item : list(key, expected)) {
      if (item instanceof ScalarNode scalar && !YamlText.isNothing(item)) {
        texts.add(scalar.getValue());
      } else {
        wrong(key, expected, item);
      }
    }
    return texts;
  }

  /** Notes every key that nobody asked for. */
  void finish() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        problems.unknown(keyNode(key), pathOf(key), "is unknown", key, List.copyOf(asked));
      }
    }
  }
}
