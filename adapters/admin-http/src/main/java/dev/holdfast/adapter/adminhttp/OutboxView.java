package dev.holdfast.adapter.adminhttp;

import java.util.concurrent.CompletionStage;

/** Shows what is kept for a connection where it outlives the process. */
@FunctionalInterface
public interface OutboxView {

  /**
   * Looks; returns at once. Fails with an {@link java.io.IOException} of one line if it cannot.
   *
   * @param connection the id of a connection that there is
   * @return an object of JSON
   */
  CompletionStage<String> of(String connection);
}
