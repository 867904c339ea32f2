package dev.holdfast.bootstrap.logging;

import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/**
 * Masks what is written, line by line: a secret that arrives in pieces is still found. For one
 * thread at a time, or behind a lock such as a print writer's.
 */
final class MaskedWriter extends Writer {

  /** A longer line is masked in parts; nobody writes such lines to people. */
  private static final int LINE_MAX = 1 << 20;

  private final Writer out;
  private final UnaryOperator<String> mask;
  private final StringBuilder line = new StringBuilder();

  MaskedWriter(Writer out, UnaryOperator<String> mask) {
    this.out = out;
    this.mask = mask;
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    line.append(chars, offset, length);
    int end = line.lastIndexOf("\n") + 1;
    if (end > 0 || line.length() > LINE_MAX) {
      pass(end > 0 ? end : line.length());
    }
  }

  @Override
  public void flush() throws IOException {
    pass(line.length());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }

  private void pass(int end) throws IOException {
    out.write(mask.apply(line.substring(0, end)));
    line.delete(0, end);
  }
}
