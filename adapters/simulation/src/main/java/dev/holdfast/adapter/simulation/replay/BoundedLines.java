package dev.holdfast.adapter.simulation.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** The lines of a text, each of which must not exceed a length: a file may be anything. */
final class BoundedLines implements Closeable {

  private static final int BUFFER = 8_192;

  private final Reader in;
  private final int max;
  private final char[] buffer = new char[BUFFER];
  private int place;
  private int filled;

  /**
   * The lines of a text.
   *
   * @param max characters of a line, its end left aside
   */
  BoundedLines(Reader in, int max) {
    this.in = in;
    this.max = max;
  }

  /**
   * The next line, without its end; the last one may have none.
   *
   * @return empty after the last
   * @throws LongLineException if it is too long
   */
  Optional<String> next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean any = false;
    while (place < filled || fill()) {
      any = true;
      int end = place;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      if (line.length() + end - place > max) {
        throw new LongLineException(max);
      }
      line.append(buffer, place, end - place);
      place = end;
      if (end < filled) {
        place++;
        break;
      }
    }
    return any ? Optional.of(line.toString()) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    place = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  /** A line is longer than any that makes sense. */
  static final class LongLineException extends IOException {

    private static final long serialVersionUID = 1;

    LongLineException(int max) {
      super("longer than " + max + " characters");
    }
  }
}
