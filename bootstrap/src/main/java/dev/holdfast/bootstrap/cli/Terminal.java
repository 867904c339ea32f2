package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.lifecycle.ProcessSignals;
import dev.holdfast.bootstrap.logging.LogFormat;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.simulate.Progress;
import dev.holdfast.bootstrap.simulate.ProgressLine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A long run and who looks on: a bar if somebody does, and what Ctrl-C does. */
final class Terminal {

  /** Set by the launcher: Java itself cannot tell where standard error goes. */
  private static final String PROPERTY = "holdfast.terminal";

  /** The same for standard output. */
  private static final String OUTPUT = "holdfast.terminal.output";

  private Terminal() {}

  /** Whether standard output is a terminal. */
  static boolean isOutput() {
    return Boolean.getBoolean(OUTPUT);
  }

  /** A bar on standard error if that is a terminal, otherwise none. */
  static Progress progress() {
    return Boolean.getBoolean(PROPERTY)
        ? new ProgressLine(
            new PrintWriter(System.err, false, StandardCharsets.UTF_8), System::nanoTime)
        : Progress.NONE;
  }

  /** Logs nothing from now on: what happens to what is simulated is no news. */
  static void silence() {
    LoggingSetup.configure(new LogOptions(LogLevel.OFF, LogFormat.TEXT), List.of());
  }

  /**
   * Lets a signal end a run early, so that what there is can be printed; a second one ends the
   * process at once.
   *
   * @param stop ends the run; called on a thread of the JVM
   */
  static void onSignal(Runnable stop) {
    silence();
    ProcessSignals.install(stop, () -> {}, () -> {});
  }
}
