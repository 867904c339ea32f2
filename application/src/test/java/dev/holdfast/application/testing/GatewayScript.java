package dev.holdfast.application.testing;

/**
 * A gateway that plays its part by itself. Called in the middle of things, so it only lets things
 * arrive: the methods of {@link FakeLink} that it calls take effect in a later turn.
 */
public interface GatewayScript {

  /** Does nothing: the test plays the gateway. */
  GatewayScript BY_HAND = new GatewayScript() {};

  /**
   * Somebody dials.
   *
   * @param link still opening
   */
  default void dialled(FakeLink link) {}

  /**
   * A frame has left for the gateway.
   *
   * @param link where
   * @param frame as in {@link FakeLink#wire()}
   */
  default void received(FakeLink link, String frame) {}
}
