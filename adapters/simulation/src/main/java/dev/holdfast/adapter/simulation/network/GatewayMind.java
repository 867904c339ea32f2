package dev.holdfast.adapter.simulation.network;

/**
 * What a simulated gateway does. Called in the middle of things; whatever it does to a {@link
 * GatewayEnd} reaches the client later.
 */
public interface GatewayMind {

  /** Somebody asks for a link. */
  void dialled(GatewayEnd end);

  /** A frame arrived. */
  void received(GatewayEnd end, Frame frame);

  /**
   * The client has ended the TCP connection.
   *
   * @param end where
   * @param inOrder with a FIN
   */
  default void clientGone(GatewayEnd end, boolean inOrder) {}
}
