package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

  private final LogTail tail = new LogTail();

  @Test
  void theLatestLinesAreKeptAndCounted() {
    for (int i = 1; i <= LogTail.LINES_MAX + 3; i++) {
      tail.add(i, "info", "connection", "a", "line " + i);
    }

    assertThat(tail.lines()).hasSize(LogTail.LINES_MAX);
    assertThat(tail.lines().get(0))
        .isEqualTo(new LogTail.Line(4, 4, "info", "connection", "a", "line 4"));
  }

  @Test
  void aLongLineIsCutAndNoCharacterInTwo() {
    tail.add(0, "info", "x", "", "x".repeat(LogTail.LINE_MAX));
    tail.add(0, "info", "x", "", "x".repeat(LogTail.LINE_MAX - 1) + "\uD83D\uDE00");

    assertThat(tail.lines().get(0).text()).hasSize(LogTail.LINE_MAX);
    assertThat(tail.lines().get(1).text()).isEqualTo("x".repeat(LogTail.LINE_MAX - 1) + "...");
  }

  @Test
  void anEventIsMaskedAndHasNoControlCharacters() {
    tail.add(
        OwnLine.of(Level.WARN, "dev.holdfast.control", "the token is {}\u001b[2J", "s3cret"),
        new LogText(SecretMask.of(List.of("s3cret"))));

    assertThat(tail.lines().get(0).text()).isEqualTo("the token is ***\\u001b[2J");
    assertThat(tail.lines().get(0).level()).isEqualTo("warn");
    assertThat(tail.lines().get(0).source()).isEqualTo("control");
  }
}
