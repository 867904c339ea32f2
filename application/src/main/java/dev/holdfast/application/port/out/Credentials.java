package dev.holdfast.application.port.out;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection may use to prove who it is. Printing it shows which parts there are, never
 * their values.
 *
 * @param email the user name
 * @param password the password that goes with it
 * @param token a bearer token
 * @param renewIn how long from now until newer ones are to be had, somewhat before these expire;
 *     above zero; empty if they do not expire, or nobody knows when
 */
public record Credentials(
    Optional<String> email,
    Optional<String> password,
    Optional<String> token,
    Optional<Duration> renewIn) {

  /** Some that do not expire. */
  public Credentials(Optional<String> email, Optional<String> password, Optional<String> token) {
    this(email, password, token, Optional.empty());
  }

  /** Checks the range. */
  public Credentials {
    if (renewIn.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException("renewIn must be above zero but was " + renewIn.get());
    }
  }

  private static final Credentials NONE =
      new Credentials(Optional.empty(), Optional.empty(), Optional.empty());

  /** No credentials at all. */
  public static Credentials none() {
    return NONE;
  }

  @Override
  public String toString() {
    return "Credentials[email="
        + present(email)
        + ", password="
        + present(password)
        + ", token="
        + present(token)
        + "]";
  }

  private static String present(Optional<String> value) {
    return value.isPresent() ? "***" : "none";
  }
}
