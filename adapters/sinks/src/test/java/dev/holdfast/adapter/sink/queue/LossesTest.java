package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses are said at 1, 10, 100, ..., also when many come at once. */
final class LossesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, true",
    "1, 2, false",
    "8, 9, false",
    "9, 10, true",
    "10, 99, false",
    "10, 100, true",
    "5, 2000, true",
    "1000, 9999, false",
    "0, 0, false"
  })
  void aPowerOfTenIsPassed(long before, long after, boolean said) {
    assertThat(Losses.passesPowerOfTen(before, after)).isEqualTo(said);
  }
}
