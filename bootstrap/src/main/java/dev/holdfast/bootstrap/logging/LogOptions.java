package dev.holdfast.bootstrap.logging;

import java.util.Objects;

/**
 * How much is logged and in which form.
 *
 * @param level the least severe level that is logged
 * @param format the form of a line
 */
public record LogOptions(LogLevel level, LogFormat format) {

  /** Checks that nothing is missing. */
  public LogOptions {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(format, "format");
  }

  /** Info level, text. */
  public static LogOptions defaults() {
    return new LogOptions(LogLevel.INFO, LogFormat.TEXT);
  }
}
