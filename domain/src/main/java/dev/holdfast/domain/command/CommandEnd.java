package dev.holdfast.domain.command;

/**
 * The ways in which a command ends without an answer. Each says whether the gateway may know it.
 */
public enum CommandEnd {
  /** Its time was over before there was a link, or its turn. */
  NOT_SENT_IN_TIME(false, "it could not be sent in time"),
  /** It belonged to a link that was lost before its turn. */
  NOT_SENT_LINK_LOST(false, "the link was lost before it was sent"),
  /** The connection stopped before its turn. */
  NOT_SENT_STOPPED(false, "the connection stopped before it was sent"),
  /** It was sent, and its time was over before an answer came. */
  UNKNOWN_NO_ANSWER(true, "no answer in time"),
  /** It was sent, and the link was lost before an answer came. */
  UNKNOWN_LINK_LOST(true, "the link was lost before an answer came"),
  /** It was sent, and the connection stopped before an answer came. */
  UNKNOWN_STOPPED(true, "the connection stopped before an answer came");

  private final boolean sent;
  private final String words;

  CommandEnd(boolean sent, String words) {
    this.sent = sent;
    this.words = words;
  }

  /** Whether it was handed to a link, so that the gateway may have acted on it. */
  public boolean sent() {
    return sent;
  }

  /** The end in a few plain words. */
  public String words() {
    return words;
  }
}
