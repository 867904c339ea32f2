package dev.holdfast.bootstrap.logging;

import java.util.Objects;

/**
 * How much is logged and in which form.
 *
 * @param level the least severe level that is logged
 * @param format the form of a line
 * @param named whether lines for people say which connection they are about; there may be several
 */
public record LogOptions(LogLevel level, LogFormat format, boolean named) {

  /** Checks that nothing is missing. */
  public LogOptions {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(format, "format");
  }

  /** For one connection, which needs no name. */
  public LogOptions(LogLevel level, LogFormat format) {
    this(level, format, false);
  }

  /** Info level, text. */
  public static LogOptions defaults() {
    return new LogOptions(LogLevel.INFO, LogFormat.TEXT);
  }
}
