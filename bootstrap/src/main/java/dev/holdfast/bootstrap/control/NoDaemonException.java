package dev.holdfast.bootstrap.control;

import java.io.IOException;

/** Nobody listens where the daemon should be; the message is for people. */
public final class NoDaemonException extends IOException {

  private static final long serialVersionUID = 1L;

  NoDaemonException(String address, Exception cause) {
    super(
        "no daemon answers at "
            + address
            + "; is it running, and with this ADMIN_ADDRESS? (--admin names another)",
        cause);
  }
}
