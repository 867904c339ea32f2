package dev.holdfast.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The progress bar, in a time of its own. */
class ProgressLineTest {

  private static final String CLEARED = "\r\u001b[K";

  private final StringWriter terminal = new StringWriter();
  private long now = 5_000;
  private final ProgressLine line = new ProgressLine(new PrintWriter(terminal), () -> now);

  @Test
  void aShortRunNeverSeesIt() {
    pass(Duration.ofMillis(699));
    line.at(0.9, "holdfast");
    line.end();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void itSaysHowFarItIsAndHowLongItTakes() {
    pass(Duration.ofSeconds(10));
    line.at(0.25, "holdfast");
    assertThat(terminal.toString())
        .isEqualTo("\r[######------------------]  25 %, 30 s left  holdfast\u001b[K");
  }

  @Test
  void itIsNotDrawnMoreOftenThanAnEyeCanFollow() {
    pass(Duration.ofSeconds(1));
    line.at(0.1, "a");
    pass(Duration.ofMillis(149));
    line.at(0.2, "b");
    assertThat(terminal.toString()).contains("10 %").doesNotContain("20 %");
    pass(Duration.ofMillis(1));
    line.at(0.3, "c");
    assertThat(terminal.toString()).contains("30 %");
  }

  @Test
  void itPromisesNothingAtTheVeryBeginning() {
    pass(Duration.ofSeconds(1));
    line.at(0.009, "holdfast");
    assertThat(terminal.toString()).contains("  1 %").doesNotContain("left");
  }

  @Test
  void longTimesAreMinutes() {
    pass(Duration.ofMinutes(5));
    line.at(0.5, "holdfast");
    assertThat(terminal.toString()).contains(", 5 min left");
  }

  @Test
  void itFitsItsLine() {
    pass(Duration.ofSeconds(1));
    line.at(7, "x".repeat(200));
    assertThat(terminal.toString()).contains("100 %").contains("x...").hasSizeLessThan(90);
  }

  @Test
  void itLeavesNothingBehind() {
    pass(Duration.ofSeconds(1));
    line.at(0.5, "holdfast");
    line.end();
    line.end();
    assertThat(terminal.toString()).endsWith("holdfast\u001b[K" + CLEARED);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
