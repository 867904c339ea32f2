package dev.holdfast.bootstrap.config;

import java.util.Optional;

/**
 * Where the control API listens, and what it asks of its clients. Printing it shows no token.
 *
 * @param address where
 * @param token the bearer token of every request; there is one if others than this machine can
 *     reach the address
 */
public record AdminConfig(AdminAddress address, Optional<String> token) {

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "AdminConfig[" + address.text() + "]";
  }
}
