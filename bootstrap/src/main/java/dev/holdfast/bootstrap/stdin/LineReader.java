package dev.holdfast.bootstrap.stdin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bounded length: a stream without line breaks cannot fill the memory. */
final class LineReader {

  private final InputStream in;
  private final int maxBytes;
  private long skipped;

  LineReader(InputStream in, int maxBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.maxBytes = maxBytes;
  }

  /**
   * The next line without its line break ({@code \n} or {@code \r\n}); lines that are too long are
   * skipped. A last line without a line break counts.
   *
   * @return empty at the end of the stream
   */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    boolean any = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      any = true;
      if (b == '\n') {
        if (!tooLong) {
          return Optional.of(text(line));
        }
        skipped++;
        line.reset();
        tooLong = false;
        any = false;
      } else if (line.size() < maxBytes) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
    if (tooLong) {
      skipped++;
      return Optional.empty();
    }
    return any ? Optional.of(text(line)) : Optional.empty();
  }

  /** Lines that were too long. */
  long skipped() {
    return skipped;
  }

  private static String text(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
