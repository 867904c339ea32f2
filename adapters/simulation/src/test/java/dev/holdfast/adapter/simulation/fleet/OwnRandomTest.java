package dev.holdfast.adapter.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Numbers that depend on whose they are and when, and otherwise look like any. */
final class OwnRandomTest {

  private static final int DRAWS = 200_000;

  private final OwnRandom random = new OwnRandom(42);

  @Test
  void theSameDeviceAtTheSameMomentDrawsTheSame() {
    random.moment(7, 1_000);
    double first = random.nextDouble();
    double second = random.nextDouble();
    random.moment(8, 1_000);
    assertThat(random.nextDouble()).isNotEqualTo(first);
    random.moment(7, 1_000);
    assertThat(random.nextDouble()).isEqualTo(first);
    assertThat(random.nextDouble()).isEqualTo(second).isNotEqualTo(first);
    assertThat(new OwnRandom(43).nextDouble()).isNotEqualTo(first);
  }

  @Test
  void neighboursAreUniformAndHaveNothingToDoWithEachOther() {
    mustBeUniform(device -> drawn(device, 5_000_000_000L, 1));
    mustBeUniform(nanos -> drawn(3, nanos, 1));
    mustBeUniform(second -> drawn(3, second * 1_000_000_000L, 1));
  }

  private double drawn(int device, long now, int draws) {
    random.moment(device, now);
    double drawn = 0;
    for (int i = 0; i < draws; i++) {
      drawn = random.nextDouble();
    }
    return drawn;
  }

  private static void mustBeUniform(IntToDoubleFunction numbers) {
    double sum = 0;
    double squares = 0;
    double neighbours = 0;
    int count = DRAWS - 1;
    double before = numbers.applyAsDouble(0) - 0.5;
    for (int i = 1; i < DRAWS; i++) {
      double number = numbers.applyAsDouble(i) - 0.5;
      sum += number;
      squares += number * number;
      neighbours += number * before;
      before = number;
    }
    // Five standard deviations of each mean.
    double few = 5 / Math.sqrt(count);
    assertThat(sum / count).isCloseTo(0, within(few * Math.sqrt(1.0 / 12)));
    assertThat(squares / count).isCloseTo(1.0 / 12, within(few * Math.sqrt(1.0 / 180)));
    assertThat(neighbours / count).isCloseTo(0, within(few / 12));
  }
}
