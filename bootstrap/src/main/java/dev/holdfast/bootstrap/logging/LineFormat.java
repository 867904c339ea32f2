package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes one event of the log as text that ends with a line feed. Any thread. */
@FunctionalInterface
interface LineFormat {

  /** The line. */
  String line(ILoggingEvent event);
}
