package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up where log lines go: to standard error, never to standard output, which is data.
 * Everything is done in code: no file is looked for, nothing is printed about the set-up itself.
 */
public final class LoggingSetup {

  private static final String OURS = "dev.holdfast";

  /** Nothing is known to be secret before the configuration is read. */
  private static volatile SecretMask maskInForce = SecretMask.of(List.of());

  private static volatile LogLevel levelInForce = LogLevel.WARN;

  private static final AtomicLong SUPPRESSED = new AtomicLong();

  private static final LogTail TAIL = new LogTail();

  private LoggingSetup() {}

  /** How many lines were left out because there were too many of them. Any thread. */
  public static long suppressedLines() {
    return SUPPRESSED.get();
  }

  /** The latest lines. */
  public static LogTail tail() {
    return TAIL;
  }

  /**
   * Sets logging up, or anew. Not at the same time from two threads.
   *
   * @param options level and form; the level is for our own loggers: those of the libraries say
   *     what is a warning or worse, unless everything is wanted ({@link LogLevel#TRACE})
   * @param secrets what must not get into any line
   * @return the mask in force; secrets that become known later can be added
   */
  public static SecretMask configure(LogOptions options, Collection<String> secrets) {
    return configure(options, secrets, System.err);
  }

  /**
   * Standard error for what is said outside the log, such as wrong usage: everything is masked with
   * the mask that is in force when a line ends. Any thread.
   */
  public static PrintWriter maskedError() {
    Writer err = new OutputStreamWriter(System.err, StandardCharsets.UTF_8);
    return new PrintWriter(new MaskedWriter(err, text -> maskInForce.apply(text)), true);
  }

  /** The level in force for our own loggers. Any thread. */
  public static LogLevel level() {
    return levelInForce;
  }

  /** Logs more or less from now on. Not at the same time from two threads. */
  public static void changeLevel(LogLevel level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(levelOfLibraries(level));
      context.getLogger(OURS).setLevel(level(level));
      bridge(level);
      levelInForce = level;
    }
  }

  static SecretMask configure(
      LogOptions options, Collection<String> secrets, OutputStream destination) {
    SecretMask mask = SecretMask.of(secrets);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context, options, new LogText(mask), destination);
      bridge(options.level());
      maskInForce = mask;
      levelInForce = options.level();
      return mask;
    }
    throw new IllegalStateException("SLF4J is not bound to Logback");
  }

  /** What holds until the options are known: warnings as text on standard error. */
  static void beforeOptions(LoggerContext context) {
    LogOptions options = new LogOptions(LogLevel.WARN, LogFormat.TEXT);
    configure(context, options, new LogText(SecretMask.of(List.of())), System.err);
  }

  private static void configure(
      LoggerContext context, LogOptions options, LogText text, OutputStream destination) {
    context.reset();
    LineFormat format =
        switch (options.format()) {
          case TEXT -> new TextLines(text, options.named());
          case JSON -> new JsonLines(text);
        };
    StreamAppender appender =
        new StreamAppender(
            destination, noting(format, text), out -> selections(options.format(), out));
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(levelOfLibraries(options.level()));
    context.getLogger(OURS).setLevel(level(options.level()));
  }

  private static LineFormat noting(LineFormat format, LogText text) {
    return event -> {
      TAIL.add(event, text);
      return format.line(event);
    };
  }

  /** Machines get every transition; people get what is news, and not too much of it. */
  private static List<Selection> selections(LogFormat format, Consumer<ILoggingEvent> out) {
    BooleanSupplier detailed = () -> levelInForce.compareTo(LogLevel.DEBUG) <= 0;
    return switch (format) {
      case JSON ->
          List.of(
              new LineBudget(
                  Timing.SYSTEM,
                  detailed,
                  event -> Fields.text(event, "event").equals("state"),
                  SUPPRESSED,
                  out));
      case TEXT ->
          List.of(
              event -> detailed.getAsBoolean() || !Fields.isTrue(event, "repeated"),
              new Crowd(Timing.SYSTEM, detailed, out),
              new LineBudget(Timing.SYSTEM, detailed, event -> false, SUPPRESSED, out));
    };
  }

  /** Tyrus logs to java.util.logging, whose own handler would write to standard error as well. */
  private static void bridge(LogLevel level) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("")
        .setLevel(
            level == LogLevel.TRACE
                ? java.util.logging.Level.ALL
                : java.util.logging.Level.WARNING);
  }

  private static Level levelOfLibraries(LogLevel level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG, INFO, WARN -> Level.WARN;
      case ERROR -> Level.ERROR;
      case OFF -> Level.OFF;
    };
  }

  private static Level level(LogLevel level) {
    return Level.toLevel(level.name());
  }
}
