package dev.holdfast.bootstrap.logging;

import java.util.Locale;
import java.util.Optional;

/** The form of a log line. */
public enum LogFormat {
  /** A line for people. */
  TEXT,
  /** One JSON object a line, for machines. */
  JSON;

  /** The name in configuration: the constant in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a format by its name in configuration.
   *
   * @param id such as {@code json}
   * @return empty if there is none of that name
   */
  public static Optional<LogFormat> byId(String id) {
    for (LogFormat format : values()) {
      if (format.id().equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
