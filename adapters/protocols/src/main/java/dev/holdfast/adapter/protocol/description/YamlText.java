package dev.holdfast.adapter.protocol.description;

import java.io.StringReader;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The text of a YAML file as nodes, each with its place, and no further: YAML's own types would
 * turn {@code off} into false and {@code 010} into 8.
 */
final class YamlText {

  /** A description is a page or two. */
  static final int CHARACTERS_MOST = 256 * 1024;

  private static final int DEPTH_MOST = 32;
  private static final int SHOWN_MOST = 60;

  private YamlText() {}

  /** The root of a file; empty if it is no YAML, which is noted. */
  static Optional<Node> read(String text, Problems problems) {
    if (text.length() > CHARACTERS_MOST) {
      problems.add(
          Optional.empty(),
          "expected at most " + CHARACTERS_MOST + " characters but was " + text.length());
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_MOST);
    // A list that is used twice is short to write and, doubled again and again, endless to read.
    options.setMaxAliasesForCollections(0);
    try {
      Optional<Node> root = Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
      if (root.isEmpty()) {
        problems.add(Optional.empty(), "expected a session protocol but was an empty file");
      }
      return root;
    } catch (MarkedYAMLException e) {
      problems.add(Optional.ofNullable(e.getProblemMark()), "not valid YAML: " + words(e));
    } catch (YAMLException e) {
      problems.add(Optional.empty(), "not usable YAML: " + limits(e));
    }
    return Optional.empty();
  }

  private static String words(MarkedYAMLException e) {
    String problem = Optional.ofNullable(e.getProblem()).orElse("syntax error");
    return Stream.of("alias", "anchor", "tag").anyMatch(problem::contains)
        ? problem + "; a value that begins with *, & or ! must be quoted"
        : problem;
  }

  private static String limits(YAMLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Nesting")) {
      return "expected at most " + DEPTH_MOST + " levels";
    }
    return message.contains("aliases")
        ? "a list or a mapping may not be used again with *"
        : "it holds a character that YAML forbids";
  }

  /** Whether nothing is written there. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL)
        && node instanceof ScalarNode scalar
        && scalar.getValue().isEmpty();
  }

  /** What is there, for the text of a problem. */
  static String words(Node node) {
    if (isNothing(node)) {
      return "nothing";
    }
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    return node instanceof SequenceNode ? "a list" : shown(((ScalarNode) node).getValue());
  }

  private static String shown(String value) {
    return value.length() > SHOWN_MOST ? value.substring(0, SHOWN_MOST) + "..." : value;
  }
}
