package dev.holdfast.bootstrap.gateway;

import java.io.IOException;

/**
 * The gateway cannot listen where it was told to. The message is one line, names the address and
 * the port and is fit to be shown to the user as it is.
 */
public final class GatewayStartException extends IOException {

  private static final long serialVersionUID = 1L;

  GatewayStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
