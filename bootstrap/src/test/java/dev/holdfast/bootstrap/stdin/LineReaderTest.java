package dev.holdfast.bootstrap.stdin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How standard input is cut into lines. */
class LineReaderTest {

  @Test
  void cutsAtLineBreaksOfBothKinds() throws IOException {
    assertThat(read("one\ntwo\r\n\nthree\n", 100)).containsExactly("one", "two", "", "three");
  }

  @Test
  void takesLastLineWithoutLineBreak() throws IOException {
    assertThat(read("one\ntwo", 100)).containsExactly("one", "two");
    assertThat(read("", 100)).isEmpty();
  }

  @Test
  void readsUtf8() throws IOException {
    assertThat(read("gr\u00fc\u00df dich \ud83d\ude80\n", 100))
        .containsExactly("gr\u00fc\u00df dich \ud83d\ude80");
  }

  @Test
  void takesLineAtTheLimitAndSkipsTheOneBeyond() throws IOException {
    LineReader reader = reader("12345\n123456\n12\n1234567", 5);

    assertThat(all(reader)).containsExactly("12345", "12");
    assertThat(reader.skipped()).isEqualTo(2);
  }

  private static List<String> read(String text, int maxBytes) throws IOException {
    return all(reader(text, maxBytes));
  }

  private static LineReader reader(String text, int maxBytes) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  private static List<String> all(LineReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<String> line = reader.next();
    while (line.isPresent()) {
      lines.add(line.get());
      line = reader.next();
    }
    return lines;
  }
}
