package dev.holdfast.application.port.out;

import java.util.Optional;

/**
 * What a connection may use to prove who it is. Printing it shows which parts there are, never
 * their values.
 *
 * @param email the user name
 * @param password the password that goes with it
 * @param token a bearer token
 */
public record Credentials(
    Optional<String> email, Optional<String> password, Optional<String> token) {

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
