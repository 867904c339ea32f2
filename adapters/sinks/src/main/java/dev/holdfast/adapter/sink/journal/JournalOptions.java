package dev.holdfast.adapter.sink.journal;

/**
 * How much a journal may hold before no more is read from the gateway.
 *
 * @param maxMessages how many messages; 1 or more
 * @param maxBytes how large they may be together; a character of a text counts as a byte; 1 or more
 */
public record JournalOptions(long maxMessages, long maxBytes) {

  /** Checks the ranges. */
  public JournalOptions {
    if (maxMessages < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "a journal holds at least one message and one byte but the bounds were "
              + maxMessages
              + " and "
              + maxBytes);
    }
  }

  /** 100,000 messages, 256 MiB. */
  public static JournalOptions defaults() {
    return new JournalOptions(100_000, 256L << 20);
  }
}
