package dev.holdfast.adapter.credentials;

import java.time.Duration;
import java.util.Optional;

/**
 * A token as it was issued. Printing it does not show it.
 *
 * @param value the token; visible ASCII, so that it fits into a header
 * @param lifetime how long it is good for from its arrival on, not negative; empty if nobody said
 */
record IssuedToken(String value, Optional<Duration> lifetime) {

  /** Longer ones are cut to this: it keeps every sum of times within its range. */
  private static final Duration LIFETIME_MAX = Duration.ofDays(365);

  /**
   * Checks the token and brings the lifetime into its range.
   *
   * @throws TokenException if this can be no token; the message does not repeat it
   */
  static IssuedToken of(String value, Optional<Duration> lifetime) throws TokenException {
    if (value.isEmpty()) {
      throw new TokenException("the token is empty");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new TokenException("the token holds blanks or characters that are not visible ASCII");
    }
    return new IssuedToken(value, lifetime.map(IssuedToken::inRange));
  }

  private static Duration inRange(Duration lifetime) {
    if (lifetime.isNegative()) {
      return Duration.ZERO;
    }
    return lifetime.compareTo(LIFETIME_MAX) < 0 ? lifetime : LIFETIME_MAX;
  }

  @Override
  public String toString() {
    return "IssuedToken[lifetime=" + lifetime + "]";
  }
}
