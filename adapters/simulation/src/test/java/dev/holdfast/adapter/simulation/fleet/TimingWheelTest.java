package dev.holdfast.adapter.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel gives the same order as a heap, to the nanosecond. */
final class TimingWheelTest {

  private static final int ENTRIES = 500;

  /** Bits of the longest delay: below a tick, within each wheel, across all of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 14, 20, 26, 33, 38, 45, 49})
  void wheelAndHeapAgree(int bits) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      EventQueue wheel = new TimingWheel(new Dates(ENTRIES));
      EventQueue heap = new HeapQueue(new Dates(ENTRIES));
      long now = random.nextLong(1L << bits);
      for (int step = 0; step < 3_000; step++) {
        int entry = random.nextInt(ENTRIES);
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            long delay = random.nextLong(1L << random.nextInt(bits + 1));
            long at = Math.min(now + delay, (1L << 50) - 1);
            wheel.schedule(entry, at);
            heap.schedule(entry, at);
          }
          case 2 -> {
            wheel.cancel(entry);
            heap.cancel(entry);
          }
          default -> {
            int expected = heap.next();
            assertThat(wheel.next()).as("seed %d step %d", seed, step).isEqualTo(expected);
            if (expected != EventQueue.NONE) {
              assertThat(wheel.at(expected)).isEqualTo(heap.at(expected)).isNotNegative();
              now = heap.at(expected);
            }
          }
        }
      }
      for (int expected = heap.next(); expected != EventQueue.NONE; expected = heap.next()) {
        assertThat(wheel.next()).isEqualTo(expected);
      }
      assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
    }
  }

  @Test
  void manyEntriesOfOneDateComeInTheOrderOfTheirIndex() {
    EventQueue wheel = new TimingWheel(new Dates(10_000));
    for (int entry = 9_999; entry >= 0; entry--) {
      wheel.schedule(entry, 1_000_000_007L);
    }
    for (int entry = 0; entry < 10_000; entry++) {
      assertThat(wheel.next()).isEqualTo(entry);
    }
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
  }

  @Test
  void theEdgesOfEveryWheelAreInOrder() {
    EventQueue wheel = new TimingWheel(new Dates(8));
    long[] dates = {1L << 50, 1L << 38, 1L << 33, 1L << 26, 1L << 14, 1, 0};
    for (int entry = 0; entry < dates.length; entry++) {
      wheel.schedule(entry, dates[entry] == 0 ? 0 : dates[entry] - 1);
    }
    assertThat(wheel.next()).isEqualTo(5);
    for (int entry : new int[] {6, 4, 3, 2, 1, 0}) {
      assertThat(wheel.next()).isEqualTo(entry);
    }
  }

  @Test
  void aDateThatItCannotHoldIsRefused() {
    EventQueue wheel = new TimingWheel(new Dates(1));
    assertThatThrownBy(() -> wheel.schedule(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wheel.schedule(0, 1L << 50))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
  }

  @Test
  void theSlotsTakeLittle() {
    assertThat(new TimingWheel(new Dates(1_000_000)).bytes()).isLessThan(1_000_000);
    assertThat(new TimingWheel(new Dates(10_000)).bytes()).isLessThan(50_000);
  }
}
