package dev.holdfast.adapter.protocol.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file. */
final class Problems {

  /** Who has made more mistakes has made one that explains them. */
  private static final int MOST = 100;

  private final String file;
  private final List<DescriptionProblem> problems = new ArrayList<>();

  /** None yet. */
  Problems(String file) {
    this.file = file;
  }

  /** Notes what is wrong with the file as a whole, or at a place in it. */
  void add(Optional<Mark> where, String what) {
    add(where, "", what, "", List.of());
  }

  /** Notes what is wrong with a key. */
  void add(Node node, String key, String what) {
    add(Optional.of(node.getStartMark()), key, what, "", List.of());
  }

  /** Notes a value that is not what was expected. */
  void add(Node node, String key, String expected, String actual) {
    add(node, key, "expected " + expected + " but was " + actual);
  }

  /** Notes a word that is not known. */
  void unknown(Node node, String key, String what, String written, List<String> known) {
    String expected =
        known.isEmpty() ? "; expected nothing here" : "; expected " + String.join(", ", known);
    add(Optional.of(node.getStartMark()), key, what + expected, written, known);
  }

  private void add(
      Optional<Mark> where, String key, String what, String written, List<String> known) {
    DescriptionProblem problem =
        new DescriptionProblem(
            file,
            where.map(mark -> mark.getLine() + 1).orElse(0),
            where.map(mark -> mark.getColumn() + 1).orElse(0),
            key,
            what,
            written,
            known);
    // A value can be asked for more than once.
    if (problems.size() < MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All of them, in the order of the file. */
  DescriptionException thrown() {
    return new DescriptionException(
        problems.stream()
            .sorted(
                Comparator.comparingInt(DescriptionProblem::line)
                    .thenComparingInt(DescriptionProblem::column))
            .toList());
  }
}
