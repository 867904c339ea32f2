package dev.holdfast.adapter.sink.line;

import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes each message as one line to a stream, and flushes once a batch. When the reader of the
 * stream has gone away, nothing brings it back.
 */
public final class LineTarget implements Target {

  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;

  /**
   * A target on a stream.
   *
   * @param out where the lines go, in UTF-8; not closed
   */
  public LineTarget(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  @Override
  public Outcome write(Batch batch) {
    try {
      for (Received message : batch.messages()) {
        out.write(MessageLine.of(message).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      out.flush();
      return Outcome.done(batch.size());
    } catch (IOException e) {
      return Outcome.gone(String.valueOf(e.getMessage()));
    }
  }
}
