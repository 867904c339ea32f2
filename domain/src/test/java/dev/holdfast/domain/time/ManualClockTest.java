package dev.holdfast.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that moves when told to, and only forward. */
final class ManualClockTest {

  @Test
  void movesOnlyWhenTold() {
    ManualClock clock = new ManualClock();
    assertThat(clock.nanoTime()).isZero();
    assertThat(clock.nanoTime()).isZero();
    clock.advance(Duration.ofMillis(5));
    clock.advanceNanos(7);
    clock.advanceNanos(0);
    assertThat(clock.nanoTime()).isEqualTo(5_000_007);
  }

  @Test
  void wrapsAroundLikeTheRealOne() {
    ManualClock clock = new ManualClock(Long.MAX_VALUE);
    long before = clock.nanoTime();
    clock.advanceNanos(2);
    assertThat(clock.nanoTime()).isEqualTo(Long.MIN_VALUE + 1);
    assertThat(clock.nanoTime() - before).isEqualTo(2);
  }

  @Test
  void neverGoesBack() {
    ManualClock clock = new ManualClock(42);
    assertThatThrownBy(() -> clock.advanceNanos(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a monotonic clock cannot go back, but the step was -1 ns");
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a monotonic clock cannot go back, but the step was -1000000 ns");
    assertThat(clock.nanoTime()).isEqualTo(42);
  }
}
