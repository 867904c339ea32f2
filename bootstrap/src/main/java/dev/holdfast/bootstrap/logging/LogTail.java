package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The latest lines of the log, for people who look at a running process. Any thread. */
public final class LogTail {

  /** How many lines are kept. */
  static final int LINES_MAX = 200;

  /** The most characters of one line; the log itself has more. */
  static final int LINE_MAX = 500;

  /**
   * A line.
   *
   * @param number counts the lines of the process, from 1, without gaps
   * @param atMillis when it was logged, by the time of day
   * @param level such as {@code info}
   * @param source what it is about
   * @param connection which connection it is about; empty if none, or the only one
   * @param text what it says; secrets are masked
   */
  public record Line(
      long number, long atMillis, String level, String source, String connection, String text) {}

  private final Deque<Line> lines = new ArrayDeque<>();
  private long count;

  /** Nothing is logged yet. */
  public LogTail() {}

  /** Adds a line that is fit to be shown. */
  public synchronized void add(
      long atMillis, String level, String source, String connection, String text) {
    count++;
    lines.add(new Line(count, atMillis, level, source, connection, cut(text)));
    if (lines.size() > LINES_MAX) {
      lines.remove();
    }
  }

  /** The latest lines, the oldest first. */
  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  void add(ILoggingEvent event, LogText text) {
    String logger = event.getLoggerName();
    add(
        event.getTimeStamp(),
        event.getLevel().toString().toLowerCase(Locale.ROOT),
        logger.substring(logger.lastIndexOf('.') + 1),
        text.of(Fields.connection(event)),
        ControlCharacters.escape(text.of(event.getFormattedMessage())));
  }

  private static String cut(String text) {
    if (text.length() <= LINE_MAX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LINE_MAX - 1)) ? LINE_MAX - 1 : LINE_MAX;
    return text.substring(0, end) + "...";
  }
}
