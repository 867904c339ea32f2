package dev.holdfast.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What connections that are alike differ in: one placeholder with its words ({@code number:
 * 1..1000}, {@code site: [north, south]}), or a list of sets of words ({@code - {id: 7, host:
 * 10.0.0.7}}).
 */
final class Each {

  /** How many connections a daemon may have. */
  static final int MOST = 10_000;

  private static final Pattern PLACEHOLDER = Pattern.compile("[{]([a-z][a-z0-9-]{0,30})[}]");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})[.][.]([0-9]{1,9})");
  private static final String EXPECTED =
      "expected a placeholder with its words, such as number: 1..1000 or site: [north, south], or a"
          + " list of such words, each entry beginning like - id: 7";

  private final String file;
  private final String key;
  private final List<ConfigProblem> problems;

  /**
   * A reader.
   *
   * @param file what to call the file
   * @param key where it stands
   * @param problems where to put what is wrong
   */
  Each(String file, String key, List<ConfigProblem> problems) {
    this.file = file;
    this.key = key;
    this.problems = problems;
  }

  /** A text with words in place of placeholders; those that are not known stay as they are. */
  static String fill(String text, Map<String, String> words) {
    if (words.isEmpty() || text.indexOf('{') < 0) {
      return text;
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(words.getOrDefault(found.group(1), found.group())));
  }

  /** The first placeholder that is left in a text. */
  static Optional<String> left(String text) {
    Matcher found = PLACEHOLDER.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** All sets of words; at least one if there is no problem. */
  List<Map<String, String>> read(NodeTuple entry) {
    List<Map<String, String>> all = new ArrayList<>();
    if (entry.getValueNode() instanceof MappingNode mapping && mapping.getValue().size() == 1) {
      NodeTuple only = mapping.getValue().get(0);
      String name = name(only);
      words(only.getValueNode()).forEach(word -> all.add(Map.of(name, word)));
    } else if (entry.getValueNode() instanceof SequenceNode list) {
      list.getValue().forEach(item -> all.add(set(item)));
    }
    if (all.isEmpty() && problems.isEmpty()) {
      problem(entry.getKeyNode(), EXPECTED);
    }
    if (all.size() > MOST) {
      problem(entry.getKeyNode(), "expected at most " + MOST + " but there are " + all.size());
      return List.of();
    }
    return all;
  }

  private Map<String, String> set(Node item) {
    Map<String, String> words = new LinkedHashMap<>();
    if (item instanceof MappingNode mapping) {
      for (NodeTuple part : mapping.getValue()) {
        if (part.getValueNode() instanceof ScalarNode scalar) {
          words.put(name(part), scalar.getValue());
        } else {
          problem(part.getKeyNode(), "expected one word for " + YamlSection.keyText(part));
        }
      }
    } else {
      problem(item, EXPECTED);
    }
    return words;
  }

  private String name(NodeTuple part) {
    String name = YamlSection.keyText(part);
    if (!PLACEHOLDER.matcher("{" + name + "}").matches()) {
      problem(
          part.getKeyNode(),
          "expected the name of a placeholder, small letters, digits and hyphens, but it is "
              + Masking.shorten(name));
    }
    return name;
  }

  private List<String> words(Node node) {
    List<String> words = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode scalar) {
          words.add(scalar.getValue());
        } else {
          problem(item, "expected one word");
        }
      }
    } else if (node instanceof ScalarNode scalar) {
      Matcher range = RANGE.matcher(scalar.getValue());
      if (range.matches()) {
        range(node, range.group(1), range.group(2), words);
      } else {
        problem(node, EXPECTED);
      }
    }
    return words;
  }

  /** Numbers as wide as the first one is written: {@code 001..100}. */
  private void range(Node node, String first, String last, List<String> words) {
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    if (to < from || to - from >= MOST) {
      problem(node, "expected a range of 1 to " + MOST + " numbers, such as 1..1000");
      return;
    }
    for (int number = from; number <= to; number++) {
      String digits = Integer.toString(number);
      words.add("0".repeat(Math.max(0, first.length() - digits.length())) + digits);
    }
  }

  private void problem(Node node, String text) {
    problems.add(ConfigProblem.about(key, file + " line " + YamlSection.line(node), text));
  }
}
