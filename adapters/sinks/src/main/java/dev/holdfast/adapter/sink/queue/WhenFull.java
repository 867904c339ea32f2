package dev.holdfast.adapter.sink.queue;

/** What becomes of messages while the queue of a sink is full. */
public enum WhenFull {
  /** Nothing is lost: the gateways are not read until there is room again. */
  BLOCK,
  /** The message that just came is lost. */
  DROP_NEWEST,
  /** The message that has waited longest is lost; the batch that is being written is not. */
  DROP_OLDEST
}
