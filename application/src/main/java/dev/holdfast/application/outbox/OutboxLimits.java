package dev.holdfast.application.outbox;

/**
 * How much of a class may wait to be sent.
 *
 * @param maxMessages messages; 1 or more
 * @param maxSize characters of text and bytes of data together; 1 or more
 * @param maxMessageSize characters or bytes of one message; 1 or more
 */
public record OutboxLimits(int maxMessages, long maxSize, long maxMessageSize) {

  /** Checks the ranges. */
  public OutboxLimits {
    if (maxMessages < 1 || maxSize < 1 || maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "outbox limits must be at least 1 but were "
              + maxMessages
              + ", "
              + maxSize
              + ", "
              + maxMessageSize);
    }
  }

  /** Whether a message is larger than it may be, however empty the outbox is. */
  boolean isTooLarge(long messageSize) {
    return messageSize > largestMessage();
  }

  /** How large a message may be, however empty the outbox is; characters or bytes. */
  public long largestMessage() {
    return Math.min(maxMessageSize, maxSize);
  }

  /** 10,000 messages, 64 Mi in all, 16 Mi each. */
  public static OutboxLimits defaults() {
    return new OutboxLimits(10_000, 64L << 20, 16L << 20);
  }
}
