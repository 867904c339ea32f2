package dev.holdfast.application.port.in;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The answer to a wish to send. */
public enum SendResult {
  /** It is kept as its class promises, and will be sent when the connection is up. */
  ACCEPTED("accepted"),
  /** Refused: as many messages or bytes as allowed wait already. */
  OUTBOX_FULL("the outbox is full"),
  /** Refused: the message alone is larger than the outbox. */
  TOO_LARGE("the message is too large"),
  /** Refused: it is for the present session, and there is none. */
  NO_SESSION("the connection is not up, and the message is for the present session only"),
  /** Refused: the session protocol acknowledges texts only. */
  NOT_TEXT("the session protocol has no words for binary messages"),
  /** Refused: it could not be stored; the log says why. */
  NOT_STORED("the message could not be stored"),
  /** Refused: the connection has stopped, or is about to. */
  STOPPED("the connection has stopped");

  private final String words;

  // A stage that is completed does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final CompletionStage<SendResult> atOnce;

  SendResult(String words) {
    this.words = words;
    this.atOnce = CompletableFuture.completedStage(this);
  }

  /** The answer in plain words. */
  public String words() {
    return words;
  }

  /** The answer, known already: shared, nothing is allocated. */
  public CompletionStage<SendResult> atOnce() {
    return atOnce;
  }
}
