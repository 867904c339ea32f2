package dev.holdfast.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How far a storm is, which nobody knows. */
class LikelyLengthTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  private final LikelyLength length = new LikelyLength(Duration.ofMinutes(5));

  @Test
  void aFirstStormIsNearlyOverAMinuteAfterRecovery() {
    assertThat(share(0, 900)).isZero();
    assertThat(share(180, 900)).isCloseTo(0.45, CLOSE);
    assertThat(share(360, 900)).isCloseTo(0.9, CLOSE);
    assertThat(share(630, 900)).isCloseTo(0.95, CLOSE);
    assertThat(share(900, 900)).isCloseTo(1, CLOSE);
  }

  @Test
  void oneThatMustEndBeforeThatIsOverThen() {
    assertThat(share(180, 360)).isCloseTo(0.5, CLOSE);
    assertThat(share(200, 200)).isCloseTo(1, CLOSE);
  }

  @Test
  void theNextIsAboutAsLongAsTheOneBefore() {
    length.was(Duration.ofSeconds(400));
    assertThat(share(200, 900)).isCloseTo(0.45, CLOSE);
    assertThat(share(400, 900)).isCloseTo(0.9, CLOSE);
  }

  private double share(long simulatedSeconds, long ofSeconds) {
    return length.share(
        Duration.ofSeconds(simulatedSeconds).toNanos(), Duration.ofSeconds(ofSeconds).toNanos());
  }
}
