package dev.holdfast.bootstrap.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Settings as they are written in one place of a YAML file: at its top, or for one connection. Down
 * to the text of its scalars and no further: YAML's own types would turn {@code off} into false,
 * {@code 010} into 8 and a password of {@code yes} into true.
 */
final class YamlSection {

  private static final String HEADERS = "gateway.headers";
  private static final String VERDICTS = "reconnect.verdicts";

  private static final String SINKS = "sinks";
  private static final String OF_THE_DAEMON =
      "is one for the whole daemon; write it at the top of the file, not for one connection";

  /** Lists of sections, each with what an entry of it begins with. */
  private static final Map<String, String> LISTS =
      Map.of(
          SINKS, "type: file", "subscriptions", "name: changes", "acquisitions", "command: READ");

  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";
  static final String QUOTE_IT = "a value that begins with *, & or ! must be quoted";

  private final String name;
  private final String path;
  private final List<ConfigProblem> problems;
  private final Map<Setting, Written> values = new LinkedHashMap<>();
  private final Map<String, Written> headers = new LinkedHashMap<>();
  private final Map<String, Written> verdicts = new LinkedHashMap<>();
  private final Map<String, List<WrittenEntry>> lists = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * Nothing is written yet.
   *
   * @param name what to call the file
   * @param path what stands before each key: empty at the top, else such as {@code
   *     connections.press-7.}
   * @param problems where to put what is wrong
   */
  YamlSection(String name, String path, List<ConfigProblem> problems) {
    this.name = name;
    this.path = path;
    this.problems = problems;
  }

  /** What stands before each key, with a dot behind it; empty at the top. */
  String path() {
    return path;
  }

  /** The settings in it. */
  Map<Setting, Written> values() {
    return values;
  }

  /** The headers of {@code gateway.headers} by name. */
  Map<String, Written> headers() {
    return headers;
  }

  /** The rows of {@code reconnect.verdicts} by what stands before the colon. */
  Map<String, Written> verdicts() {
    return verdicts;
  }

  /** The entries of each list that is there, by its key. */
  Map<String, List<WrittenEntry>> lists() {
    return lists;
  }

  /** The same, with a word in place of each of some placeholders such as {@code {number}}. */
  YamlSection with(Map<String, String> words) {
    YamlSection filled = new YamlSection(name, path, problems);
    values.forEach((setting, text) -> filled.values.put(setting, fill(text, words)));
    headers.forEach((key, text) -> filled.headers.put(key, fill(text, words)));
    filled.verdicts.putAll(verdicts);
    lists.forEach(
        (key, entries) ->
            filled.lists.put(key, entries.stream().map(entry -> fill(entry, words)).toList()));
    return filled;
  }

  private static WrittenEntry fill(WrittenEntry entry, Map<String, String> words) {
    Map<String, Written> options = new LinkedHashMap<>();
    entry.options().forEach((key, text) -> options.put(key, fill(text, words)));
    return new WrittenEntry(entry.line(), options);
  }

  private static Written fill(Written written, Map<String, String> words) {
    return new Written(Each.fill(written.text(), words), written.line());
  }

  /** Reads all keys of a mapping. */
  void read(MappingNode mapping) {
    section("", mapping.getValue());
  }

  /** Reads some keys of a mapping. */
  void read(List<NodeTuple> entries) {
    section("", entries);
  }

  private void section(String prefix, List<NodeTuple> entries) {
    for (NodeTuple entry : entries) {
      String key = prefix + keyText(entry);
      if (!isNew(key, entry)) {
        continue;
      }
      Optional<Setting> setting = Setting.byKey(key);
      if (setting.isPresent() && !(isSection(key) && entry.getValueNode() instanceof MappingNode)) {
        ofTheRightPlace(setting.get(), entry.getKeyNode());
        value(setting.get(), entry.getValueNode());
      } else if (key.equals(HEADERS)) {
        entries(HEADERS, entry.getValueNode(), headers);
      } else if (key.equals(VERDICTS)) {
        entries(VERDICTS, entry.getValueNode(), verdicts);
      } else if (LISTS.containsKey(key)) {
        if (key.equals(SINKS) && !path.isEmpty()) {
          problem(key, entry.getKeyNode(), OF_THE_DAEMON);
        }
        list(key, entry.getValueNode());
      } else if (isSection(key)) {
        subsection(key, entry.getValueNode());
      } else {
        List<String> known = new ArrayList<>(sections());
        Arrays.stream(Setting.values()).map(Setting::key).forEach(known::add);
        known.add(HEADERS);
        known.add(VERDICTS);
        known.addAll(LISTS.keySet());
        problem(key, entry.getKeyNode(), "unknown key" + Suggestion.didYouMean(key, known));
      }
    }
  }

  private void ofTheRightPlace(Setting setting, Node key) {
    if (!path.isEmpty() && !setting.ofConnection()) {
      problem(setting.key(), key, OF_THE_DAEMON);
    }
  }

  private void subsection(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      section(key + ".", mapping.getValue());
    } else if (!isNothing(node)) {
      problem(key, node, "expected a section with keys below it");
    }
  }

  private void value(Setting setting, Node node) {
    if (isNothing(node)) {
      if (setting.secret()) {
        problem(setting.key(), node, "has no value; quote it if it begins with #, or remove it");
      }
    } else if (node instanceof ScalarNode scalar) {
      text(setting.key(), scalar).ifPresent(text -> put(setting, text, node));
    } else if (node instanceof SequenceNode list && setting.listOf().isPresent()) {
      StringBuilder items = new StringBuilder();
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode scalar && !isNothing(item)) {
          text(setting.key(), scalar)
              .ifPresent(text -> items.append(text).append(YamlFile.LIST_SEPARATOR));
        } else {
          problem(setting.key(), item, "expected a list of " + setting.listOf().get());
        }
      }
      put(setting, items.toString(), node);
    } else {
      problem(setting.key(), node, "expected one value");
    }
  }

  private void put(Setting setting, String text, Node node) {
    if (!text.isBlank()) {
      values.put(setting, new Written(text, line(node)));
    }
  }

  private void entries(String section, Node node, Map<String, Written> into) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String key = section + "." + keyText(entry);
        if (!isNew(key, entry)) {
          continue;
        }
        if (entry.getValueNode() instanceof ScalarNode scalar && !isNothing(scalar)) {
          text(key, scalar)
              .ifPresent(text -> into.put(keyText(entry), new Written(text, line(scalar))));
        } else {
          problem(key, entry.getKeyNode(), "expected one value");
        }
      }
    } else if (!isNothing(node)) {
      problem(section, node, "expected a section with keys below it");
    }
  }

  private void list(String key, Node node) {
    List<WrittenEntry> entries = new ArrayList<>();
    lists.put(key, entries);
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> entries.add(entry(key, entries.size(), item)));
    } else if (!isNothing(node)) {
      problem(key, node, "expected a list, each entry beginning like - " + LISTS.get(key));
    }
  }

  private WrittenEntry entry(String key, int number, Node node) {
    String place = key + "[" + number + "]";
    Map<String, Written> options = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      options(place + ".", "", mapping, options);
    } else {
      problem(place, node, "expected options with a value each, such as " + LISTS.get(key));
    }
    return new WrittenEntry(line(node), options);
  }

  private void options(
      String place, String prefix, MappingNode mapping, Map<String, Written> into) {
    for (NodeTuple entry : mapping.getValue()) {
      String option = prefix + keyText(entry);
      Node value = entry.getValueNode();
      if (!isNew(place + option, entry)) {
        continue;
      }
      if (value instanceof MappingNode nested && prefix.isEmpty()) {
        options(place, option + ".", nested, into);
      } else if (value instanceof ScalarNode scalar && !isNothing(scalar)) {
        text(place + option, scalar)
            .ifPresent(text -> into.put(option, new Written(text, line(scalar))));
      } else {
        problem(place + option, entry.getKeyNode(), "expected one value");
      }
    }
  }

  private boolean isNew(String key, NodeTuple entry) {
    boolean isNew = seen.add(key);
    if (!isNew) {
      problem(key, entry.getKeyNode(), "is given twice in this file");
    }
    return isNew;
  }

  private Optional<String> text(String key, ScalarNode scalar) {
    if (!scalar.getTag().getValue().startsWith(STANDARD_TAGS)) {
      problem(key, scalar, QUOTE_IT);
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  private void problem(String key, Node node, String text) {
    problems.add(ConfigProblem.about(path + key, name + " line " + line(node), text));
  }

  private static boolean isSection(String key) {
    return sections().contains(key);
  }

  private static Set<String> sections() {
    Set<String> sections = new TreeSet<>();
    for (Setting setting : Setting.values()) {
      int dot = setting.key().indexOf('.');
      if (dot > 0) {
        sections.add(setting.key().substring(0, dot));
      }
    }
    return sections;
  }

  static String keyText(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
  }

  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
