package dev.holdfast.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What waited follows at a pace. */
final class ReplayPaceTest {

  /** The clock overflows while the test runs. */
  private static final long ORIGIN = almostOver();

  private static final long MILLI = 1_000_000;

  @Test
  void theFirstGoAtOnceAndTheNextAfterAGap() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(2, 100), ORIGIN);
    assertThat(pace.nanosUntilNext(ORIGIN)).isLessThanOrEqualTo(0);
    pace.went(ORIGIN, 0.5);
    assertThat(pace.nanosUntilNext(ORIGIN)).isLessThanOrEqualTo(0);
    pace.went(ORIGIN, 0.5);

    assertThat(pace.nanosUntilNext(ORIGIN)).isEqualTo(10 * MILLI);
    assertThat(pace.nanosUntilNext(ORIGIN + 4 * MILLI)).isEqualTo(6 * MILLI);
    assertThat(pace.nanosUntilNext(ORIGIN + 10 * MILLI)).isZero();
  }

  @Test
  void withoutABurstTheFirstGoesAtOnceToo() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, 100), ORIGIN);

    assertThat(pace.nanosUntilNext(ORIGIN)).isZero();
    pace.went(ORIGIN, 0.5);
    assertThat(pace.nanosUntilNext(ORIGIN)).isEqualTo(10 * MILLI);
  }

  @Test
  void aTimerThatCameALittleLateCostsNothing() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, 100), 0);
    pace.went(5 * MILLI, 0.5);

    assertThat(pace.nanosUntilNext(5 * MILLI)).isEqualTo(5 * MILLI);
  }

  @Test
  void aBurstEndsWhenItsLastMessageWent() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(1, 100), 0);
    pace.went(5 * MILLI, 0.5);

    assertThat(pace.nanosUntilNext(5 * MILLI)).isEqualTo(10 * MILLI);
  }

  @Test
  void byDefaultAHundredGoAtOnceAndAThousandASecondFollow() {
    assertThat(ReplayPolicy.defaults()).isEqualTo(new ReplayPolicy(100, 1_000));
  }

  @Test
  void gapsAreDrawnAroundTheirMean() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, 100), 0);
    pace.went(0, 0);
    assertThat(pace.nanosUntilNext(0)).isEqualTo(5 * MILLI);
    pace.restart(0);
    pace.went(0, 0.999_999);
    assertThat(pace.nanosUntilNext(0)).isBetween(14 * MILLI, 15 * MILLI);
  }

  @Test
  void aNewLinkStartsOver() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(1, 1), 0);
    pace.went(0, 0.5);
    assertThat(pace.nanosUntilNext(MILLI)).isPositive();

    pace.restart(MILLI);

    assertThat(pace.nanosUntilNext(MILLI)).isLessThanOrEqualTo(0);
  }

  @Test
  void holdsItsMeanAlsoWhenLookedAtLate() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, 1_000), 0);
    SplittableRandom random = new SplittableRandom(7);
    int went = 0;
    for (long now = 0; now < 10_000 * MILLI; now += 5 * MILLI) {
      while (pace.nanosUntilNext(now) <= 0) {
        pace.went(now, random.nextDouble());
        went++;
      }
    }
    assertThat(went).isBetween(9_700, 10_300);
  }

  @Test
  void doesNotCatchUpWhatAPauseHasCost() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, 1_000), 0);
    pace.went(0, 0.5);
    long later = 60_000 * MILLI;
    int went = 0;
    while (pace.nanosUntilNext(later) <= 0) {
      pace.went(later, 0.5);
      went++;
    }
    assertThat(went).as("twenty milliseconds' worth").isBetween(18, 22);
  }

  @Test
  void withoutALimitNothingWaits() {
    ReplayPace pace = new ReplayPace(ReplayPolicy.unlimited(), 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(pace.nanosUntilNext(0)).isLessThanOrEqualTo(0);
      pace.went(0, 0.9);
    }
  }

  @Test
  void impossiblePoliciesAreRejected() {
    assertThatThrownBy(() -> new ReplayPolicy(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("burst must not be negative but was -1");
    for (double rate : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> new ReplayPolicy(0, rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("perSecond must be above zero but was " + rate);
    }
  }

  @Test
  void aRateOfAlmostNothingDoesNotOverflow() {
    ReplayPace pace = new ReplayPace(new ReplayPolicy(0, Double.MIN_VALUE), 0);
    pace.went(0, 0.999);
    assertThat(pace.nanosUntilNext(0)).isPositive();
  }

  private static long almostOver() {
    return Long.MAX_VALUE - 5_000_000;
  }
}
