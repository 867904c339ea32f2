package dev.holdfast.bootstrap.config;

import java.util.regex.Pattern;

/**
 * Where the control API listens.
 *
 * @param host an address or host name of this machine, IPv6 without its brackets
 * @param port the TCP port, 0 to 65535; 0 takes any free one
 * @param byDefault whether the user left it to us, so that a port in use is no error
 */
public record AdminAddress(String host, int port, boolean byDefault) {

  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  /** Checks the ranges. */
  public AdminAddress {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no address to listen on: " + host + " port " + port);
    }
  }

  /** Whether only this machine can reach it, as far as the text tells: no name is looked up. */
  public boolean loopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Host and port as a user writes them. */
  public String text() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
