package dev.holdfast.adapter.sink.queue;

/**
 * How much must wait for the thread of a sink to be woken.
 *
 * @param messages so many messages
 * @param bytes or so many bytes
 */
record Wake(int messages, long bytes) {

  /** It is busy, or it waits for its target. */
  static final Wake NEVER = new Wake(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** It has nothing to do. */
  static final Wake AT_ONCE = new Wake(1, Long.MAX_VALUE);
}
