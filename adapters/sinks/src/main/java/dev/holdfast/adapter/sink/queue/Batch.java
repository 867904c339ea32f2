package dev.holdfast.adapter.sink.queue;

import java.util.List;

/**
 * Messages that are written together, in the order in which they came.
 *
 * @param number counts the batches of a sink from 1; the same when a batch is tried again, so that
 *     a receiver can recognise it
 * @param messages at least one
 */
public record Batch(long number, List<Received> messages) {

  /** Copies the list. */
  public Batch {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one message");
    }
  }

  /** How many messages it holds. */
  public int size() {
    return messages.size();
  }

  /** What is left after its first messages. */
  Batch after(int finished) {
    return new Batch(number, messages.subList(finished, messages.size()));
  }
}
