package dev.holdfast.bootstrap.lifecycle;

import dev.holdfast.application.port.in.OutboundMessage;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each line of a stream as a text message.
 *
 * <p>While the outbox is full it stops reading, so that the program at the other end of the pipe
 * waits. A line that is too long is skipped and reported.
 */
public final class StandardInput {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.stdin");
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final LineReader lines;
  private final SendMessageUseCase connection;
  private final Runnable onEnd;

  /**
   * Creates the pump; {@link #start} starts it.
   *
   * @param in read as UTF-8; not closed
   * @param maxLineBytes the longest line that is sent
   * @param connection where the lines go
   * @param onEnd runs when the stream has ended and every line was accepted or refused
   */
  public StandardInput(
      InputStream in, int maxLineBytes, SendMessageUseCase connection, Runnable onEnd) {
    this.lines = new LineReader(in, maxLineBytes);
    this.connection = connection;
    this.onEnd = onEnd;
  }

  /** Starts a thread that does not keep the process alive. */
  public void start() {
    Thread thread = new Thread(this::run, "holdfast-stdin");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      Optional<String> line = lines.next();
      while (line.isPresent()) {
        if (!send(line.get())) {
          return;
        }
        line = lines.next();
      }
      if (lines.skipped() > 0) {
        LOG.warn("{} lines were too long and not sent", lines.skipped());
      }
      LOG.info("standard input ended");
      onEnd.run();
    } catch (IOException e) {
      LOG.error("standard input cannot be read any more: {}", e.getMessage());
    }
  }

  /** Returns false when there is no point in reading on. */
  private boolean send(String line) {
    OutboundMessage message = new OutboundMessage.Text(line);
    SendResult result = connection.send(message);
    while (result == SendResult.OUTBOX_FULL) {
      LockSupport.parkNanos(RETRY_NANOS);
      result = connection.send(message);
    }
    if (result == SendResult.TOO_LARGE) {
      LOG.warn("a line of {} characters was not sent: {}", line.length(), result.words());
    } else if (result == SendResult.STOPPED) {
      LOG.warn("standard input is no longer read: {}", result.words());
      return false;
    }
    return true;
  }
}
