package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes whole lines of UTF-8 to a stream that it does not own. Lines are made on the logging
 * thread without a lock; only the writing takes turns.
 */
final class StreamAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final OutputStream out;
  private final LineFormat format;
  private final List<Selection> selections;

  /**
   * Creates the appender of one stream.
   *
   * @param selections what an event must pass, one after the other, to become a line; made with
   *     what writes their own lines
   */
  StreamAppender(
      OutputStream out,
      LineFormat format,
      Function<Consumer<ILoggingEvent>, List<Selection>> selections) {
    this.out = out;
    this.format = format;
    this.selections = List.copyOf(selections.apply(this::write));
  }

  @Override
  protected void append(ILoggingEvent event) {
    for (Selection selection : selections) {
      if (!selection.takes(event)) {
        return;
      }
    }
    write(event);
  }

  private void write(ILoggingEvent event) {
    byte[] line = format.line(event).getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        // There is no place left to complain to; the daemon goes on without a log.
        addError("the log cannot be written", e);
      }
    }
  }
}
