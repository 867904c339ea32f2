package dev.holdfast.bootstrap.logging;

import java.util.Locale;
import java.util.Optional;

/** The least severe level that is logged. */
public enum LogLevel {
  /** Everything: every frame, and the libraries' own tracing. */
  TRACE,
  /** What is needed to follow one connection step by step. */
  DEBUG,
  /** Every change of state. */
  INFO,
  /** What somebody should look at. */
  WARN,
  /** What does not work. */
  ERROR,
  /** Nothing. */
  OFF;

  /** The name in configuration: the constant in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a level by its name in configuration.
   *
   * @param id such as {@code info}
   * @return empty if there is none of that name
   */
  public static Optional<LogLevel> byId(String id) {
    for (LogLevel level : values()) {
      if (level.id().equals(id)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
