package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.LoggerFactory;

/** Makes events about the log itself, which nobody has logged. */
final class OwnLine {

  private OwnLine() {}

  /**
   * An event.
   *
   * @param logger the name of the logger that it seems to come from
   */
  static ILoggingEvent of(Level level, String logger, String format, Object... arguments) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Logger source = context.getLogger(logger);
      return new LoggingEvent(OwnLine.class.getName(), source, level, format, null, arguments);
    }
    throw new IllegalStateException("SLF4J is not bound to Logback");
  }
}
