package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.simulate.Progress;
import dev.holdfast.bootstrap.simulate.ProgressLine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Whether somebody looks on. */
final class Terminal {

  /** Set by the launcher: Java itself cannot tell where standard error goes. */
  private static final String PROPERTY = "holdfast.terminal";

  private Terminal() {}

  /** A bar on standard error if that is a terminal, otherwise none. */
  static Progress progress() {
    return Boolean.getBoolean(PROPERTY)
        ? new ProgressLine(
            new PrintWriter(System.err, false, StandardCharsets.UTF_8), System::nanoTime)
        : Progress.NONE;
  }
}
