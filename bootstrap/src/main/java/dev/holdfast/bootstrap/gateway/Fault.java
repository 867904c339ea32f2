package dev.holdfast.bootstrap.gateway;

/**
 * A way in which the gateway misbehaves. A fault hits every connection that is open when it begins.
 *
 * <p>A normal closure (1000) is no fault: it tells a client that the conversation is over.
 */
public enum Fault {

  /** Ends TCP with no close frame: an abnormal closure (RFC 6455 section 7.1.5). */
  DROP("cuts the connection without a close frame"),

  /** Closes with 1011, internal error (RFC 6455 section 7.4.1). */
  CLOSE_1011("closes with 1011, as after an internal error"),

  /** Closes with 4000, a code of the private range (RFC 6455 section 7.4.2). */
  CLOSE_4000("closes with 4000, a code of its own"),

  /** Closes with 1012 (service restart), refuses TCP for a while, comes back on the same port. */
  RESTART("restarts: closes with 1012, refuses connections, comes back on the same port"),

  /** Ends TCP with no close frame, then answers handshakes with 503 and Retry-After. */
  REFUSE("drops the connection, then answers handshakes with 503 and Retry-After"),

  /** Keeps the connection open and answers nothing, pings included, until the client gives up. */
  FREEZE("freezes: stays open, sends nothing, answers nothing, not even pings");

  private final String description;

  Fault(String description) {
    this.description = description;
  }

  /**
   * What the gateway does, in plain words, to follow "the gateway". Lower case, no full stop.
   *
   * @return the words
   */
  public String description() {
    return description;
  }
}
