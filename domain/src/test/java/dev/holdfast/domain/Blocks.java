package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The marked parts of a page or of a source file, so that examples can be held against both. */
final class Blocks {

  private Blocks() {}

  /** All that stands between such lines in a file, each without its common indentation. */
  static List<String> in(Path file, String begin, String end) throws IOException {
    List<String> blocks = new ArrayList<>();
    List<String> rest = Files.readAllLines(file);
    for (int first = rest.indexOf(begin); first >= 0; first = rest.indexOf(begin)) {
      rest = rest.subList(first + 1, rest.size());
      int last = rest.indexOf(end);
      assertThat(last).as(end + " after " + begin + " in " + file).isPositive();
      blocks.add(String.join("\n", rest.subList(0, last)).stripIndent());
      rest = rest.subList(last, rest.size());
    }
    assertThat(blocks).as(begin + " in " + file).isNotEmpty();
    return blocks;
  }
}
