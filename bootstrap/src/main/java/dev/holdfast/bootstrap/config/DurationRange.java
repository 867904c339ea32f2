package dev.holdfast.bootstrap.config;

import dev.holdfast.domain.time.DurationText;
import java.time.Duration;

/**
 * Which durations a setting may have.
 *
 * @param zero whether zero is one of them
 * @param most the longest
 */
record DurationRange(boolean zero, Duration most) {

  /** Above zero, up to a longest. */
  static DurationRange aboveZero(Duration most) {
    return new DurationRange(false, most);
  }

  /** From zero up to a longest. */
  static DurationRange fromZero(Duration most) {
    return new DurationRange(true, most);
  }

  boolean contains(Duration value) {
    return !value.isNegative() && (zero || !value.isZero()) && value.compareTo(most) <= 0;
  }

  /** The range in words. */
  String words() {
    String longest = DurationText.format(most);
    return zero
        ? "a duration from 0 to " + longest
        : "a duration above zero and at most " + longest;
  }
}
