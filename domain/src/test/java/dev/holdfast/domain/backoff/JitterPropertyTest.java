package dev.holdfast.domain.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.testing.ChosenRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the delays whatever is drawn. A failure names its seed. */
final class JitterPropertyTest {

  private static final int SEEDS = 5_000;
  private static final int FAILURES = 60;

  @ParameterizedTest
  @EnumSource
  void staysWithinItsBounds(Jitter jitter) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Backoff backoff = randomBackoff(jitter, random);
      long previous = backoff.baseNanos();
      for (int failures = 1; failures <= FAILURES; failures++) {
        double draw = draw(random);
        long delay = backoff.delayNanos(failures, previous, draw);
        assertWithin(jitter, backoff, failures, previous, delay, seed);
        previous = delay;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverOverflows(Jitter jitter) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Backoff backoff = randomBackoff(jitter, random);
      int failures = random.nextBoolean() ? 1_000_000 : Integer.MAX_VALUE;
      long delay = backoff.delayNanos(failures, backoff.capNanos(), draw(random));
      assertWithin(jitter, backoff, failures, backoff.capNanos(), delay, seed);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
  void staysSpreadOutAtTheCapAndDoesNotPileUpOnIt(Jitter jitter) {
    Backoff backoff = Backoff.defaults();
    Backoff tested = new Backoff(jitter, backoff.base(), backoff.cap());
    long cap = tested.capNanos();
    int atCap = 0;
    int counted = 0;
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long delay = tested.baseNanos();
      for (int failures = 1; failures <= FAILURES; failures++) {
        delay = tested.delayNanos(failures, delay, random.nextDouble());
        if (failures > FAILURES / 2) {
          counted++;
          atCap += delay == cap ? 1 : 0;
          shortest = Math.min(shortest, delay);
          longest = Math.max(longest, delay);
        }
      }
    }
    assertThat(atCap * 1_000.0 / counted).as("delays exactly at the cap, of 1000").isLessThan(1);
    assertThat(longest - shortest)
        .as("spread of the delays of a fleet that has waited for long")
        .isGreaterThan(cap / 6);
    assertThat(longest).as("the cap is used").isGreaterThan(cap / 100 * 99);
  }

  @Test
  void decorrelatedUsesItsWholeRange() {
    Backoff backoff = Backoff.defaults();
    long previous = 2_000_000_000L;
    assertThat(backoff.delayNanos(5, previous, 0)).isEqualTo(backoff.baseNanos());
    assertThat(backoff.delayNanos(5, previous, ChosenRandom.ALMOST_ONE))
        .isBetween(3 * previous - 1, 3 * previous);
  }

  @Test
  void decorrelatedIsUniform() {
    Backoff backoff = Backoff.defaults();
    SplittableRandom random = new SplittableRandom(1);
    int[] tenths = new int[10];
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      long delay = backoff.delayNanos(9, backoff.capNanos(), random.nextDouble());
      long range = backoff.capNanos() - backoff.baseNanos();
      tenths[(int) ((delay - backoff.baseNanos()) * 10 / range)]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(draws / 10 * 95 / 100, draws / 10 * 105 / 100);
    }
  }

  private static void assertWithin(
      Jitter jitter, Backoff backoff, int failures, long previous, long delay, long seed) {
    double base = backoff.baseNanos();
    double cap = backoff.capNanos();
    double doubled = Math.min(cap, base * Math.pow(2, Math.min(failures - 1, 100)));
    double grown = Math.min(cap, base * Math.pow(1.6, Math.min(failures - 1, 200)));
    double low = 0;
    double high = cap;
    switch (jitter) {
      case DECORRELATED -> {
        low = base;
        high = Math.min(cap, Math.max(base, 3.0 * previous));
      }
      case FULL -> high = doubled;
      case EQUAL -> {
        low = doubled / 2;
        high = doubled;
      }
      case PROPORTIONAL -> {
        low = grown * 0.8;
        high = Math.min(cap, grown * 1.2);
      }
      case FIXED -> {
        low = base;
        high = base;
      }
    }
    // Two nanoseconds for the rounding of doubles, and as many parts as they have.
    double slack = 2 + cap * 1e-15;
    if (!(delay >= low - slack && delay <= high + slack && delay <= cap && delay >= 0)) {
      throw new AssertionError(
          "seed %d, failure %d after %d ns: %d ns is outside of %.0f to %.0f of %s"
              .formatted(seed, failures, previous, delay, low, high, backoff));
    }
  }

  private static Backoff randomBackoff(Jitter jitter, SplittableRandom random) {
    long base = 1 + random.nextLong(random.nextBoolean() ? 10 : 10_000_000_000L);
    long room = Duration.ofDays(1).toNanos() - base;
    long cap = base + (random.nextInt(5) == 0 ? 0 : random.nextLong(room));
    return new Backoff(jitter, Duration.ofNanos(base), Duration.ofNanos(cap));
  }

  private static double draw(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> ChosenRandom.ALMOST_ONE;
      default -> random.nextDouble();
    };
  }
}
