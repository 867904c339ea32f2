package dev.holdfast.domain.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.connection.testing.ChosenRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The delays by example, from 1 s to 30 s, in milliseconds. */
final class JitterTest {

  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(30);

  @ParameterizedTest(name = "{0}: failure {1} after {2} ms, drew {3}: {4} ms")
  @CsvSource({
    // Uniform in [base, min(cap, 3 x previous)]; the number of failures does not matter.
    "DECORRELATED, 1,       1000,  0,    1000",
    "DECORRELATED, 1,       1000,  0.5,  2000",
    "DECORRELATED, 2,       2000,  0.5,  3500",
    "DECORRELATED, 9,       2000,  0.5,  3500",
    "DECORRELATED, 3,       9999,  0.5,  15498.5",
    "DECORRELATED, 3,       10000, 0.5,  15500",
    "DECORRELATED, 3,       10001, 0.5,  15500",
    "DECORRELATED, 3,       30000, 0.5,  15500",
    "DECORRELATED, 3,       30000, 0,    1000",
    // A previous delay below the base, as full jitter leaves it, does not turn the range around.
    "DECORRELATED, 2,       0,     0.5,  1000",
    // Uniform in [0, min(cap, base x 2^(failures-1))].
    "FULL,         1,       1000,  0,    0",
    "FULL,         1,       1000,  0.5,  500",
    "FULL,         2,       1000,  0.5,  1000",
    "FULL,         5,       1000,  0.5,  8000",
    "FULL,         6,       1000,  0.5,  15000",
    "FULL,         1000000, 1000,  0.5,  15000",
    // Uniform in the upper half of the same range.
    "EQUAL,        1,       1000,  0,    500",
    "EQUAL,        1,       1000,  0.5,  750",
    "EQUAL,        3,       1000,  0,    2000",
    "EQUAL,        6,       1000,  0,    15000",
    "EQUAL,        1000000, 1000,  0.5,  22500",
    // Uniform within a fifth of base x 1.6^(failures-1), never above the cap.
    "PROPORTIONAL, 1,       1000,  0,    800",
    "PROPORTIONAL, 1,       1000,  0.5,  1000",
    "PROPORTIONAL, 2,       1000,  0.5,  1600",
    "PROPORTIONAL, 3,       1000,  0.5,  2560",
    "PROPORTIONAL, 1000000, 1000,  0,    24000",
    "PROPORTIONAL, 1000000, 1000,  0.5,  27000",
    // Always the base.
    "FIXED,        1,       1000,  0.5,  1000",
    "FIXED,        1000000, 1000,  0.9,  1000",
  })
  void delay(Jitter jitter, int failures, long previousMillis, double draw, double millis) {
    Backoff backoff = new Backoff(jitter, BASE, CAP);
    assertThat(backoff.delayNanos(failures, previousMillis * 1_000_000, draw) / 1e6)
        .isEqualTo(millis);
  }

  @Test
  void decorrelatedEndsAtThreeTimesThePreviousDelayToTheNanosecond() {
    Backoff backoff = new Backoff(Jitter.DECORRELATED, BASE, CAP.plusNanos(1));
    assertThat(backoff.delayNanos(3, CAP.toNanos() / 3, ChosenRandom.ALMOST_ONE))
        .isEqualTo(CAP.toNanos() - 1);
    assertThat(backoff.delayNanos(3, CAP.toNanos() / 3 + 1, ChosenRandom.ALMOST_ONE))
        .isEqualTo(CAP.toNanos());
  }

  /** Computed one by one, the failures would take hours. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anyNumberOfFailuresIsDealtWithAtOnce() {
    for (Jitter jitter : Jitter.values()) {
      Backoff backoff = new Backoff(jitter, BASE, CAP);
      for (int i = 0; i < 1_000; i++) {
        assertThat(backoff.delayNanos(Integer.MAX_VALUE - i, CAP.toNanos(), 0.5))
            .isLessThanOrEqualTo(CAP.toNanos());
      }
    }
  }

  @Test
  void namesAreThoseOfTheConfiguration() {
    assertThat(Stream.of(Jitter.values()).map(Jitter::id))
        .containsExactly("decorrelated", "full", "equal", "proportional", "fixed");
    for (Jitter jitter : Jitter.values()) {
      assertThat(Jitter.byId(jitter.id())).contains(jitter);
    }
    assertThat(Jitter.byId("FULL")).isEmpty();
    assertThat(Jitter.byId("")).isEmpty();
  }

  @Test
  void defaultIsDecorrelatedFromOneToThirtySeconds() {
    assertThat(Backoff.defaults()).isEqualTo(new Backoff(Jitter.DECORRELATED, BASE, CAP));
    assertThat(Backoff.defaults().baseNanos()).isEqualTo(1_000_000_000L);
    assertThat(Backoff.defaults().capNanos()).isEqualTo(30_000_000_000L);
  }

  @Test
  void baseIsAboveZero() {
    assertThatThrownBy(() -> new Backoff(Jitter.FULL, Duration.ZERO, CAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("base must be above zero but was PT0S");
    assertThatThrownBy(() -> new Backoff(Jitter.FULL, Duration.ofMillis(-5), CAP))
        .hasMessage("base must be above zero but was PT-0.005S");
  }

  @Test
  void capIsBetweenTheBaseAndADay() {
    assertThatThrownBy(() -> new Backoff(Jitter.FULL, BASE, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cap must be between the base PT1S and PT24H but was PT0.999S");
    assertThatThrownBy(() -> new Backoff(Jitter.FULL, BASE, Duration.ofHours(24).plusNanos(1)))
        .hasMessage("cap must be between the base PT1S and PT24H but was PT24H0.000000001S");
    assertThat(new Backoff(Jitter.FULL, BASE, BASE).capNanos()).isEqualTo(1_000_000_000L);
    assertThat(new Backoff(Jitter.FULL, BASE, Duration.ofDays(1)).capNanos())
        .isEqualTo(86_400_000_000_000L);
  }

  @Test
  void failuresAreCountedFromOne() {
    assertThatThrownBy(() -> Backoff.defaults().delayNanos(0, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("failures must be at least 1 but was 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.0, Double.NaN, Double.POSITIVE_INFINITY})
  void randomNumberIsWithinZeroAndOne(double draw) {
    assertThatThrownBy(() -> Backoff.defaults().delayNanos(1, 0, draw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("random must be in [0, 1) but was " + draw);
  }
}
