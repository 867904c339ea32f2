package dev.holdfast.adapter.adminhttp;

import java.util.Optional;

/**
 * Where the control API listens and who may use it. Printing it shows no token.
 *
 * @param host an address or name of this machine, IPv6 without its brackets
 * @param port the TCP port; 0 for any free one
 * @param loopbackOnly whether the address must be one that only this machine can reach; then the
 *     Host header of every request must be such an address too, so that no web page drives us by
 *     letting its own name point here
 * @param token what every request must bring as a bearer token (RFC 6750), health excepted
 * @param limits what clients may take
 */
public record AdminOptions(
    String host, int port, boolean loopbackOnly, Optional<String> token, AdminLimits limits) {

  /** Checks that whoever can be reached from elsewhere asks for a token. */
  public AdminOptions {
    if (!loopbackOnly && token.isEmpty()) {
      throw new IllegalArgumentException("without a token only this machine may reach us");
    }
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "AdminOptions[" + host + ":" + port + "]";
  }
}
