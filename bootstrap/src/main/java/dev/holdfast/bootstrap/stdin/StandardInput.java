package dev.holdfast.bootstrap.stdin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each line of a stream to somebody who takes it.
 *
 * <p>While that one waits nothing is read, so the program at the other end of the pipe waits too. A
 * line that is too long is skipped and reported.
 */
public final class StandardInput {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.stdin");

  private final LineReader lines;
  private final LineTaker taker;
  private final Runnable onEnd;

  /**
   * Creates the pump; {@link #start} starts it.
   *
   * @param in read as UTF-8; not closed
   * @param maxLineBytes the longest line that is taken
   * @param taker where the lines go
   * @param onEnd runs when the stream has ended and every line was taken
   */
  public StandardInput(InputStream in, int maxLineBytes, LineTaker taker, Runnable onEnd) {
    this.lines = new LineReader(in, maxLineBytes);
    this.taker = taker;
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
        if (!taker.take(line.get())) {
          return;
        }
        line = lines.next();
      }
      if (lines.skipped() > 0) {
        LOG.warn("{} lines were too long and left out", lines.skipped());
      }
      LOG.info("standard input ended");
      onEnd.run();
    } catch (IOException e) {
      LOG.error("standard input cannot be read any more: {}", e.getMessage());
    }
  }
}
