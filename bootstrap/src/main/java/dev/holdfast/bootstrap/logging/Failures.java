package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Optional;

/** Describes what was thrown, bounded in every direction. */
final class Failures {

  private static final int FRAMES_MAX = 12;
  private static final int CAUSES_MAX = 5;

  private final LogText text;

  Failures(LogText text) {
    this.text = text;
  }

  /** Class and message. */
  String headline(IThrowableProxy failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    return failure.getClassName() + (message.isEmpty() ? "" : ": " + text.of(message));
  }

  /**
   * The headline, the first frames, and the same for the causes; several lines without an end.
   *
   * @param indent what begins every line but the first
   */
  String stack(IThrowableProxy failure, String indent) {
    StringBuilder lines = new StringBuilder();
    IThrowableProxy current = failure;
    for (int i = 0; i < CAUSES_MAX && current != null; i++) {
      lines.append(i == 0 ? "" : "\n" + indent + "caused by ");
      lines.append(ControlCharacters.escape(headline(current)));
      frames(current, indent, lines);
      current = current.getCause();
    }
    return lines.toString();
  }

  private static void frames(IThrowableProxy failure, String indent, StringBuilder lines) {
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    int count = Math.min(FRAMES_MAX, frames.length);
    for (int i = 0; i < count; i++) {
      lines.append('\n').append(indent).append("  ").append(frames[i].getSTEAsString());
    }
    if (frames.length > count) {
      lines.append('\n').append(indent).append("  ... ").append(frames.length - count);
      lines.append(" more");
    }
  }
}
