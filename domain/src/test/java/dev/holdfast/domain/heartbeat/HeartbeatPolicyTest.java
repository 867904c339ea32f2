package dev.holdfast.domain.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of the heartbeat, and what is derived from its timeout. */
final class HeartbeatPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void defaultsAreThirtyAndFiveSeconds() {
    assertThat(HeartbeatPolicy.defaults())
        .isEqualTo(new HeartbeatPolicy(true, Duration.ofSeconds(30), Duration.ofSeconds(5)));
    assertThat(HeartbeatPolicy.off().enabled()).isFalse();
  }

  @ParameterizedTest(name = "timeout {0}: late after {1}, drain for {2}")
  @CsvSource({
    "PT5S,          PT1S,          PT0.1S",
    "PT2S,          PT1S,          PT0.1S",
    "PT1.999S,      PT0.9995S,     PT0.1S",
    "PT0.2S,        PT0.1S,        PT0.1S",
    "PT0.1S,        PT0.05S,       PT0.05S",
    "PT0.000000001S, PT0S,         PT0S",
    "PT8760H,       PT1S,          PT0.1S",
  })
  void lateAndDrainAreHalfTheTimeoutWithinBounds(
      Duration timeout, Duration lateAfter, Duration drainFor) {
    HeartbeatPolicy policy = new HeartbeatPolicy(true, SECOND, timeout);
    assertThat(policy.lateAfter()).isEqualTo(lateAfter);
    assertThat(policy.lateAfterNanos()).isEqualTo(lateAfter.toNanos());
    assertThat(policy.drainFor()).isEqualTo(drainFor);
    assertThat(policy.drainForNanos()).isEqualTo(drainFor.toNanos());
  }

  @Test
  void rangesAreChecked() {
    assertRejected(Duration.ZERO, SECOND, "interval must be above zero but was PT0S");
    assertRejected(SECOND.negated(), SECOND, "interval must be above zero but was PT-1S");
    assertRejected(SECOND, Duration.ZERO, "timeout must be above zero but was PT0S");
    assertRejected(SECOND, SECOND.negated(), "timeout must be above zero but was PT-1S");
    assertRejected(
        YEAR.plusNanos(1), SECOND, "interval must be at most PT8760H but was PT8760H0.000000001S");
    assertRejected(
        SECOND, YEAR.plusNanos(1), "timeout must be at most PT8760H but was PT8760H0.000000001S");
    assertThat(new HeartbeatPolicy(true, YEAR, YEAR).interval()).isEqualTo(YEAR);
  }

  private static void assertRejected(Duration interval, Duration timeout, String message) {
    assertThatThrownBy(() -> new HeartbeatPolicy(true, interval, timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
