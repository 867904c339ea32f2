package dev.holdfast.application.service;

import java.time.Duration;

/** A span of time as people say it, to two units at most: {@code 28 s}, {@code 3 h 20 min}. */
final class SpanWords {

  private SpanWords() {}

  static String of(Duration span) {
    if (span.toSeconds() < 60) {
      return span.toSeconds() + " s";
    }
    if (span.toMinutes() < 60) {
      return span.toMinutes() + " min";
    }
    return span.toHours() < 24
        ? span.toHours() + " h" + rest(span.toMinutesPart(), "min")
        : span.toDays() + " d" + rest(span.toHoursPart(), "h");
  }

  private static String rest(int count, String unit) {
    return count == 0 ? "" : " " + count + " " + unit;
  }
}
