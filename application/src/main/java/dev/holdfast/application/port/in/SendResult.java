package dev.holdfast.application.port.in;

/** The answer to a wish to send. */
public enum SendResult {
  /** It will be sent when the connection is up. */
  ACCEPTED("accepted"),
  /** Refused: as many messages or bytes as allowed wait already. */
  OUTBOX_FULL("the outbox is full"),
  /** Refused: the message alone is larger than the outbox. */
  TOO_LARGE("the message is too large"),
  /** Refused: the connection has stopped, or is about to. */
  STOPPED("the connection has stopped");

  private final String words;

  SendResult(String words) {
    this.words = words;
  }

  /** The answer in plain words. */
  public String words() {
    return words;
  }
}
