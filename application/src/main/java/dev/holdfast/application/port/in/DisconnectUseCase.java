package dev.holdfast.application.port.in;

import java.time.Duration;

/** No longer wants the connection. */
public interface DisconnectUseCase {

  /**
   * Closes the connection in good order and returns at once: what is queued is sent if the link is
   * up, then the closing handshake. It may be wanted again later. Any thread.
   *
   * @param within after this time at most the socket is gone, in good order or not; above zero
   */
  void disconnect(Duration within);

  /**
   * Like {@link #disconnect}, but because the process ends: the connection cannot be wanted again.
   *
   * @param within after this time at most the socket is gone, in good order or not; above zero
   */
  void shutDown(Duration within);
}
