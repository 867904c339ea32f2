package dev.holdfast.adapter.simulation.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** A writer onto something that is written to further on: closing it closes nothing. */
final class AppendableWriter extends Writer {

  private final Appendable out;

  AppendableWriter(Appendable out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.append(CharBuffer.wrap(text, offset, length));
  }

  @Override
  public void flush() {
    // Whoever owns it flushes it.
  }

  @Override
  public void close() {
    // Whoever owns it closes it.
  }
}
