package dev.holdfastcanary.domain.time;

import java.time.Instant;

/** Wrong: a clock that sits in java.time. */
final class AsksForTheDate {

  Instant date() {
    return Instant.now();
  }
}
