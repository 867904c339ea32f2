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
  @ValueSource(ints = {1, 8, 14, 20, 22, 26, 33, 38, 45, 49})
  void wheelAndHeapAgree(int bits) {
    for (int seed = 0; seed < 20; seed++) {
      // Ticks are the shorter the larger the fleet.
      int fleet = seed % 2 == 0 ? ENTRIES : 1_000_000;
      wheelAndHeapAgree(bits, seed, new TimingWheel(new Dates(fleet)));
    }
  }

  private static void wheelAndHeapAgree(int bits, int seed, EventQueue wheel) {
    SplittableRandom random = new SplittableRandom(seed);
    EventQueue heap = new HeapQueue(new Dates(ENTRIES));
    long now = random.nextLong(1L << bits);
    for (int entry = 0; entry < ENTRIES; entry++) {
      long at = now + random.nextLong(1L << bits);
      wheel.schedule(entry, at);
      heap.schedule(entry, at);
    }
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
      assertThat(wheel.waits(entry)).isEqualTo(heap.waits(entry));
    }
    for (int expected = heap.next(); expected != EventQueue.NONE; expected = heap.next()) {
      assertThat(wheel.next()).isEqualTo(expected);
    }
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
  }

  /** Some dozens, some thousands, and all: each is put into order in a way of its own. */
  @ParameterizedTest
  @ValueSource(ints = {20, 300, 10_000, 60_000})
  void aCrowdedTickIsInOrderAlsoWithWhatJoinsIt(int crowd) {
    SplittableRandom random = new SplittableRandom(crowd);
    EventQueue wheel = new TimingWheel(new Dates(2 * crowd));
    EventQueue heap = new HeapQueue(new Dates(2 * crowd));
    long tick = 5L << 20;
    for (int entry = 0; entry < crowd; entry++) {
      // Half of them at a handful of dates.
      long at = tick + (random.nextBoolean() ? random.nextLong(1 << 20) : random.nextLong(5));
      wheel.schedule(entry, at);
      heap.schedule(entry, at);
    }
    for (int left = 3 * crowd / 2; left > 0; left--) {
      int expected = heap.next();
      assertThat(wheel.next()).isEqualTo(expected);
      if (expected < crowd && expected % 2 == 0) {
        long at = Math.min(heap.at(expected) + random.nextLong(1 << 19), tick + (1 << 20) - 1);
        wheel.schedule(crowd + expected, at);
        heap.schedule(crowd + expected, at);
      }
    }
    assertThat(wheel.next()).isEqualTo(heap.next()).isEqualTo(EventQueue.NONE);
  }

  @Test
  void datesThatNobodyWaitsForAnyMoreTakeNoRoom() {
    EventQueue wheel = new TimingWheel(new Dates(ENTRIES));
    SplittableRandom random = new SplittableRandom(1);
    long bytes = wheel.bytes();
    for (int i = 0; i < 1_000_000; i++) {
      wheel.schedule(random.nextInt(ENTRIES), random.nextLong(1L << 40));
    }
    assertThat(wheel.bytes()).isLessThan(3 * bytes);
    long before = 0;
    int rest = 0;
    for (int entry = wheel.next(); entry != EventQueue.NONE; entry = wheel.next()) {
      assertThat(wheel.at(entry)).isGreaterThanOrEqualTo(before);
      before = wheel.at(entry);
      rest++;
    }
    assertThat(rest).isEqualTo(ENTRIES);
  }

  @Test
  void twoDatesInTurnAreNotSweptForEver() {
    EventQueue wheel = new TimingWheel(new Dates(ENTRIES));
    for (int i = 0; i < 1_000_000; i++) {
      wheel.schedule(i % ENTRIES, 1L << (40 + i / ENTRIES % 2));
    }
    for (int entry = 0; entry < ENTRIES; entry++) {
      assertThat(wheel.next()).isEqualTo(entry);
    }
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
  }

  @Test
  void anEmptyWheelTakesDatesBeforeThoseThatWereCancelled() {
    EventQueue wheel = new TimingWheel(new Dates(2));
    wheel.schedule(0, 1_000);
    assertThat(wheel.next()).isZero();
    wheel.schedule(0, 1L << 40);
    wheel.cancel(0);
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
    wheel.schedule(1, 1_001);
    assertThat(wheel.next()).isEqualTo(1);
  }

  @Test
  void timeDoesNotGoBack() {
    EventQueue wheel = new TimingWheel(new Dates(2));
    wheel.schedule(0, 1_000);
    assertThat(wheel.next()).isZero();
    assertThatThrownBy(() -> wheel.schedule(1, 999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no date for an entry: 999 at 1000");
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
    long[] dates = {1L << 51, 1L << 38, 1L << 33, 1L << 26, 1L << 14, 1, 0};
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
    assertThatThrownBy(() -> wheel.schedule(0, 1L << 51))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wheel.next()).isEqualTo(EventQueue.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void itTakesLittle(int entries) {
    EventQueue wheel = new TimingWheel(new Dates(entries));
    SplittableRandom random = new SplittableRandom(1);
    for (int entry = 0; entry < entries; entry++) {
      wheel.schedule(entry, random.nextLong(30_000_000_000L));
    }
    for (int step = 0; step < 2 * entries; step++) {
      int entry = wheel.next();
      wheel.schedule(entry, wheel.at(entry) + random.nextLong(30_000_000_000L));
    }
    assertThat(wheel.bytes() / entries).isLessThan(24);
  }

  @Test
  void tooManyEntriesAreRefused() {
    Dates dates = new Dates(new long[0], 0, 0, (1 << 24) + 1);
    assertThatThrownBy(() -> new TimingWheel(dates))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("too many entries: 16777217");
  }
}
