package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** A line for people: time, level, logger, message; what was thrown on indented lines below. */
final class TextLines implements LineFormat {

  private static final String INDENT = "    ";

  private final LogText text;
  private final boolean named;
  private final Failures failures;

  /**
   * The form of lines.
   *
   * @param named whether they say which connection they are about
   */
  TextLines(LogText text, boolean named) {
    this.text = text;
    this.named = named;
    this.failures = new Failures(text);
  }

  @Override
  public String line(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(200);
    line.append(Timestamps.of(event)).append(' ');
    String level = event.getLevel().toString();
    line.append(level).append(" ".repeat(Math.max(1, 6 - level.length())));
    String logger = event.getLoggerName();
    line.append(logger.substring(logger.lastIndexOf('.') + 1));
    String connection = named ? Fields.connection(event) : "";
    if (!connection.isEmpty()) {
      line.append(" [").append(ControlCharacters.escape(text.of(connection))).append(']');
    }
    line.append(": ");
    line.append(ControlCharacters.escape(text.of(event.getFormattedMessage())));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append('\n').append(INDENT).append(failures.stack(thrown, INDENT));
    }
    return line.append('\n').toString();
  }
}
