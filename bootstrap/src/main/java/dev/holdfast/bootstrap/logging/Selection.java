package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Decides which events of the log become lines. Any thread. */
@FunctionalInterface
interface Selection {

  /** Whether an event becomes a line. */
  boolean takes(ILoggingEvent event);
}
