package dev.holdfast.application.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log as one connection writes it: every line carries the connection's id in the MDC, under
 * {@value #KEY}.
 *
 * <p>The id is put there when a line is written and taken away after it, not for every task of a
 * loop: a frame that leaves no line must not pay for one. Any thread.
 */
final class ConnectionLog {

  /** The key of the MDC, and of the field in JSON. */
  static final String KEY = "connection";

  private final Logger logger;
  private final String connection;

  private ConnectionLog(String logger, String connection) {
    this.logger = LoggerFactory.getLogger(logger);
    this.connection = connection;
  }

  /** What becomes of the connection. */
  static ConnectionLog of(String connection) {
    return new ConnectionLog("dev.holdfast.connection", connection);
  }

  /** What becomes of its messages. */
  static ConnectionLog ofOutbox(String connection) {
    return new ConnectionLog("dev.holdfast.outbox", connection);
  }

  /** What becomes of those who watch it. */
  static ConnectionLog ofObservers(String connection) {
    return new ConnectionLog("dev.holdfast.observers", connection);
  }

  void debug(String format, Object... arguments) {
    write(Level.DEBUG, format, arguments);
  }

  void info(String format, Object... arguments) {
    write(Level.INFO, format, arguments);
  }

  void warn(String format, Object... arguments) {
    write(Level.WARN, format, arguments);
  }

  /**
   * Writes an error.
   *
   * @param arguments may end with what was thrown
   */
  void error(String format, Object... arguments) {
    write(Level.ERROR, format, arguments);
  }

  /** A line with fields; written by {@link #write(LoggingEventBuilder, String, Object...)}. */
  LoggingEventBuilder line() {
    return logger.atInfo().addKeyValue(KEY, connection);
  }

  /** Writes a line with fields. */
  void write(LoggingEventBuilder line, String format, Object... arguments) {
    as(() -> line.log(format, arguments));
  }

  private void write(Level level, String format, Object... arguments) {
    if (logger.isEnabledForLevel(level)) {
      as(() -> logger.atLevel(level).log(format, arguments));
    }
  }

  /** Does something whose log lines, whoever writes them, are about the connection. */
  void as(Runnable task) {
    String before = MDC.get(KEY);
    MDC.put(KEY, connection);
    try {
      task.run();
    } finally {
      if (before == null) {
        MDC.remove(KEY);
      } else {
        MDC.put(KEY, before);
      }
    }
  }
}
