package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fleet that does one thing leaves a few lines in the log that people read. */
final class CrowdTest {

  private final ManualTiming timing = new ManualTiming();
  private final List<String> summaries = new ArrayList<>();
  private boolean everything;
  private final Crowd crowd =
      new Crowd(timing, () -> everything, event -> summaries.add(event.getFormattedMessage()));

  private boolean takes(String connection, String to, int code) {
    return crowd.takes(
        ManualTiming.event(
            Level.INFO,
            "event",
            "state",
            "connection",
            connection,
            "from",
            "CONNECTED",
            "to",
            to,
            "cause",
            "closed-by-gateway",
            "code",
            code));
  }

  private int fleetLosesLink(int connections, int code) {
    int taken = 0;
    for (int i = 0; i < connections; i++) {
      taken += takes("press-" + i, "CLOSED", code) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aThousandThatLoseTheirLinkAreAFewLinesAndASum() {
    assertThat(fleetLosesLink(1000, 1012)).isEqualTo(Crowd.SHOWN_MOST);
    assertThat(summaries).isEmpty();

    timing.pass(Crowd.WINDOW);
    assertThat(summaries)
        .containsExactly(
            "and 995 more connections: CONNECTED -> CLOSED (closed by the gateway: 1012 service"
                + " restart)");
    assertThat(timing.waiting()).isZero();

    timing.pass(Crowd.WINDOW);
    assertThat(summaries).as("said once").hasSize(1);
    assertThat(fleetLosesLink(1000, 1012)).isEqualTo(Crowd.SHOWN_MOST);
  }

  @Test
  void fewAreNoCrowdHoweverOftenTheyFall() {
    for (int i = 0; i < 50; i++) {
      assertThat(fleetLosesLink(Crowd.SHOWN_MOST, 1012)).isEqualTo(Crowd.SHOWN_MOST);
    }
    assertThat(timing.waiting()).isZero();
  }

  @Test
  void oneMoreIsOneConnection() {
    fleetLosesLink(Crowd.SHOWN_MOST + 1, 1001);
    timing.pass(Crowd.WINDOW);

    assertThat(summaries).hasSize(1).first().asString().startsWith("and 1 more connection: ");
  }

  @Test
  void whoFallsTwiceIsCountedOnce() {
    fleetLosesLink(10, 1012);
    fleetLosesLink(10, 1012);
    timing.pass(Crowd.WINDOW);

    assertThat(summaries).hasSize(1).first().asString().startsWith("and 5 more connections: ");
  }

  @Test
  void otherThingsAreOtherThings() {
    fleetLosesLink(1000, 1012);

    assertThat(takes("press-900", "CLOSED", 1001)).isTrue();
    assertThat(takes("press-900", "CLOSING", 1012)).isTrue();
    assertThat(takes("press-900", "CLOSED", 1012)).isFalse();
  }

  @Test
  void withoutACrowdTheWindowOnlyEnds() {
    fleetLosesLink(Crowd.SHOWN_MOST, 1012);
    timing.pass(Crowd.WINDOW);

    assertThat(takes("another", "CLOSED", 1012)).isTrue();
    assertThat(summaries).isEmpty();
  }

  @Test
  void whoWantsEverythingGetsIt() {
    everything = true;

    assertThat(fleetLosesLink(1000, 1012)).isEqualTo(1000);
  }

  @Test
  void whatIsNotAboutAConnectionIsNotItsBusiness() {
    ILoggingEvent plain = ManualTiming.event(Level.INFO);
    for (int i = 0; i < 100; i++) {
      assertThat(crowd.takes(plain)).isTrue();
    }
  }

  @Test
  void theThingsThatItTellsApartAreBounded() {
    for (int code = 3000; code < 3000 + 2 * Crowd.KINDS_MOST; code++) {
      fleetLosesLink(Crowd.SHOWN_MOST, code);
    }
    assertThat(fleetLosesLink(100, 4999)).as("as if there were no crowd").isEqualTo(100);

    timing.pass(Crowd.WINDOW);
    assertThat(fleetLosesLink(100, 4999)).isEqualTo(Crowd.SHOWN_MOST);
  }
}
