package dev.holdfast.application.message;

/** How much is promised of a message once it was accepted. */
public enum MessageClass {
  /**
   * Kept until the gateway has it: until it is acknowledged where the session protocol has
   * acknowledgements, otherwise until it was handed to the operating system. It may come twice.
   */
  AT_LEAST_ONCE("at-least-once"),
  /** One per key is kept, like an at-least-once message; a newer one takes its place. */
  LATEST_VALUE("latest-value"),
  /** Kept in memory while the connection is down; one that was on its way is not sent again. */
  BEST_EFFORT("best-effort");

  private final String label;

  MessageClass(String label) {
    this.label = label;
  }

  /** Its name in configuration, logs and files. */
  public String label() {
    return label;
  }
}
