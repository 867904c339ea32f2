package dev.holdfast.application.outbox;

import dev.holdfast.application.port.in.SendResult;

/** Who is told what becomes of messages that are not simply sent. */
public interface OutboxListener {

  /**
   * A message was not accepted. Any thread.
   *
   * @param why anything but {@link SendResult#ACCEPTED}
   */
  void refused(SendResult why);

  /**
   * A message could not be stored, and was not accepted. Any thread.
   *
   * @param why in the words of the store
   */
  void notStored(String why);

  /**
   * What is stored could not be read; it is tried again. Loop thread.
   *
   * @param why in the words of the store
   */
  void notLoaded(String why);

  /**
   * Messages were on their way when their link ended, or were not acknowledged in time: they are
   * sent again. Loop thread.
   *
   * @param messages how many; 1 or more
   */
  void sentAgain(int messages);

  /**
   * An accepted message will not be delivered. Loop thread, or any where the oldest make room.
   *
   * @param reason why
   * @param messages how many; 1 or more
   */
  void givenUp(GivenUp reason, int messages);

  /** Why an accepted message is not delivered. */
  enum GivenUp {
    /** The gateway refused it for good, or the session protocol has no words for it. */
    REFUSED("refused by the gateway"),
    /** It became older than it may. */
    EXPIRED("too old"),
    /** The gateway ended the link over it, again and again. */
    TOO_LARGE("the gateway cannot take it"),
    /** It was for a session that is gone. */
    SESSION_GONE("its session is gone"),
    /** It was on its way when the link ended, and is not sent twice. */
    LOST("lost with the link"),
    /** It made room for a newer one. */
    DISPLACED("made room for a newer one");

    private final String words;

    GivenUp(String words) {
      this.words = words;
    }

    /** The reason in plain words. */
    public String words() {
      return words;
    }
  }
}
