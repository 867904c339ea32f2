package dev.holdfast.adapter.sink.queue;

/** Why a message that was received is not written. */
public enum Loss {
  /** The queue was full, and the configuration prefers loss to waiting. */
  FULL("the queue was full"),
  /** The target said that it will never take it. */
  REFUSED("refused"),
  /** The target no longer exists. */
  GONE("the target is gone"),
  /** It came after the sink was closed. */
  LATE("the sink was closed"),
  /** It was still waiting when the time for closing was over. */
  UNWRITTEN("not written when the sink was closed");

  private final String words;

  Loss(String words) {
    this.words = words;
  }

  /** The reason as it is logged. */
  String words() {
    return words;
  }
}
