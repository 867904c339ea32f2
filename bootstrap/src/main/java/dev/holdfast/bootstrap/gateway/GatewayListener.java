package dev.holdfast.bootstrap.gateway;

import java.time.Duration;

/**
 * Is told what the gateway does to the link and how the link fares.
 *
 * <p>All calls come from one thread of the gateway, in the order in which things happened, and must
 * not block: the gateway stands still meanwhile. What a listener throws is logged and changes
 * nothing. Times count from the start of the gateway on the monotonic clock, so differences hold
 * whatever the wall clock does.
 */
public interface GatewayListener {

  /**
   * A fault begins. The connections it costs are reported lost after this. A freeze holds already
   * when this is called; any other fault shows only after it.
   *
   * @param fault what the gateway does
   * @param at when, since the start of the gateway
   */
  default void onFaultBegan(Fault fault, Duration at) {}

  /**
   * A client completed the opening handshake.
   *
   * @param connection the number of the connection, counted from 1
   * @param at when, since the start of the gateway
   */
  default void onConnectionAccepted(long connection, Duration at) {}

  /**
   * An accepted connection is gone, whoever ended it. Exactly one call per accepted connection,
   * unless the gateway is closed before.
   *
   * @param connection the number of the connection
   * @param closeCode the code of the close frame that ended it, 1005 when the frame had none, 1006
   *     when there was no close frame (RFC 6455 section 7.1.5)
   * @param at when, since the start of the gateway
   */
  default void onConnectionLost(long connection, int closeCode, Duration at) {}

  /**
   * A handshake was answered with 503 because of {@link Fault#REFUSE}.
   *
   * @param at when, since the start of the gateway
   */
  default void onHandshakeRefused(Duration at) {}
}
