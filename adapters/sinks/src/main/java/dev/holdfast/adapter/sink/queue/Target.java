package dev.holdfast.adapter.sink.queue;

import java.io.IOException;

/**
 * Where the batches of a sink go. Called on the thread of the sink only, and may block there; an
 * interrupt means that the time for closing is over.
 */
public interface Target {

  /** Nothing is due. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Makes it ready, before the first batch.
   *
   * @throws IOException if that must be tried again
   */
  default void open() throws IOException, InterruptedException {}

  /**
   * Writes a batch. What it reports as finished counts as written; the rest comes again, under the
   * same number.
   *
   * @throws IOException if nothing of it was written and it must be tried again
   */
  Outcome write(Batch batch) throws IOException, InterruptedException;

  /**
   * Does what is due though nothing is to be written.
   *
   * @param nowNanos the monotonic clock
   * @return nanoseconds until something is due again, or {@link #NEVER}
   * @throws IOException if it failed; it is logged and tried again
   */
  default long upkeep(long nowNanos) throws IOException {
    return NEVER;
  }

  /**
   * Ends it, once, after the last batch.
   *
   * @throws IOException if something that was written may be lost
   */
  default void close() throws IOException {}
}
