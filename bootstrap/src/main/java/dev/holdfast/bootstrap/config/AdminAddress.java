package dev.holdfast.bootstrap.config;

/**
 * Where the admin interface listens.
 *
 * @param host an address or host name of this machine, IPv6 without its brackets
 * @param port the TCP port, 0 to 65535; 0 takes any free one
 * @param byDefault whether the user left it to us, so that a port in use is no error
 */
public record AdminAddress(String host, int port, boolean byDefault) {

  /** Checks the ranges. */
  public AdminAddress {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no address to listen on: " + host + " port " + port);
    }
  }

  /** Host and port as a user writes them. */
  public String text() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
