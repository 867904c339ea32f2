package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The log is bounded, and says what it leaves out. */
final class LineBudgetTest {

  private final ManualTiming timing = new ManualTiming();
  private final List<ILoggingEvent> reports = new ArrayList<>();
  private final AtomicLong suppressed = new AtomicLong();
  private boolean detailed;
  private final LineBudget budget =
      new LineBudget(
          timing,
          () -> detailed,
          event -> Fields.text(event, "event").equals("state"),
          suppressed,
          reports::add);

  private int taken(int lines, Level level, Object... fields) {
    int taken = 0;
    for (int i = 0; i < lines; i++) {
      taken += budget.takes(ManualTiming.event(level, fields)) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aBurstAndThenSoManyASecond() {
    assertThat(taken(1000, Level.INFO)).isEqualTo(1000);
    assertThat(taken(500, Level.INFO)).isZero();
    assertThat(suppressed).hasValue(500);

    timing.pass(Duration.ofSeconds(1));
    assertThat(reports)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("500 lines suppressed: there are more of them than anybody reads");
    assertThat(taken(500, Level.INFO)).isEqualTo(100);

    timing.pass(Duration.ofHours(1));
    assertThat(taken(2000, Level.INFO)).as("never more than a burst").isEqualTo(1000);
    assertThat(suppressed).hasValue(1900);
  }

  @Test
  void whatIsWrongDoesNotDrownInWhatIsNot() {
    taken(5000, Level.INFO);
    assertThat(taken(1000, Level.ERROR)).isEqualTo(1000);
    assertThat(taken(1, Level.WARN)).isZero();

    timing.pass(Duration.ofSeconds(1));
    assertThat(reports)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "4000 lines suppressed: there are more of them than anybody reads",
            "1 lines about what is wrong suppressed: there are more of them than anybody reads");
  }

  @Test
  void transitionsForMachinesAreNeverLeftOut() {
    taken(5000, Level.INFO);

    assertThat(taken(5000, Level.INFO, "event", "state")).isEqualTo(5000);
  }

  @Test
  void whoWantsDetailsGetsMore() {
    detailed = true;
    timing.pass(Duration.ofMinutes(1));

    assertThat(taken(50_000, Level.TRACE)).isEqualTo(20_000);
  }
}
