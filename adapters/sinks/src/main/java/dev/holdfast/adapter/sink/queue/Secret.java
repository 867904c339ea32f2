package dev.holdfast.adapter.sink.queue;

import java.io.IOException;

/** A password or key that is asked for whenever it is needed, so that it can be changed. */
@FunctionalInterface
public interface Secret {

  /**
   * The value now. May block.
   *
   * @throws IOException if it cannot be read, in words that hold nothing of it
   */
  String value() throws IOException;
}
