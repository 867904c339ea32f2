package dev.holdfast.adapter.credentials;

import java.time.Duration;

/** How a limit of time is said in a message. */
final class TimeLimit {

  private TimeLimit() {}

  /** In seconds if it is a whole number of them, otherwise in milliseconds. */
  static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
