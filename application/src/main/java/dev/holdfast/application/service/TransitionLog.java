package dev.holdfast.application.service;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one place that logs transitions: a line for people, fields for machines. What only repeats
 * what was told before has the field {@code repeated}: machines get all of it, people a summary now
 * and then ({@link OutageStory}).
 */
final class TransitionLog {

  private static final Cause NONE = Cause.of(CauseKind.LINK_LOST);

  private final ConnectionLog log;
  private final LongSupplier clock;
  private final OutageStory story = new OutageStory();
  private Cause lastCause = NONE;

  /**
   * The log of one connection.
   *
   * @param clock the monotonic clock of its loop
   */
  TransitionLog(String connection, LongSupplier clock) {
    this.log = ConnectionLog.of(connection);
    this.clock = clock;
  }

  /**
   * Logs a transition.
   *
   * @param up whether the connection is up after it
   * @param stableAfter how long it must be up to be stable
   */
  void log(Transition transition, boolean up, Duration stableAfter) {
    long now = clock.getAsLong();
    boolean news = story.isNews(transition, up, stableAfter.toNanos(), now);
    write(transition, news);
    if (transition.next() instanceof Next.Retry retry
        && transition.to() == ConnectionState.CLOSED) {
      lastCause = transition.cause();
      story.chapter(now).ifPresent(chapter -> write(chapter, retry.delay()));
    } else if (up) {
      story.chapter(now).ifPresent(chapter -> write(chapter, Duration.ZERO));
    }
  }

  /** The connection has been up for as long as it takes. */
  void stable() {
    story.stable().ifPresent(chapter -> write(chapter, Duration.ZERO));
  }

  private void write(OutageStory.Chapter chapter, Duration retryIn) {
    if (chapter instanceof OutageStory.Chapter.StillDown still) {
      LoggingEventBuilder line =
          withCause(log.line().addKeyValue("event", "still-down"), lastCause)
              .addKeyValue("downMs", still.down().toMillis())
              .addKeyValue("failures", still.failures())
              .addKeyValue("retryInMs", retryIn.toMillis());
      log.write(
          line,
          "Still down ({}){}, {} attempts in {}, next in {}",
          lastCause.headline(),
          detail(lastCause),
          still.failures(),
          SpanWords.of(still.down()),
          seconds(retryIn));
    } else if (chapter instanceof OutageStory.Chapter.UpAgain again) {
      log.write(
          log.line()
              .addKeyValue("event", "up-again")
              .addKeyValue("downMs", again.down().toMillis())
              .addKeyValue("attempts", again.attempts()),
          "Up again after {}, {} attempts",
          SpanWords.of(again.down()),
          again.attempts());
    }
  }

  private void write(Transition transition, boolean news) {
    LoggingEventBuilder line =
        log.line()
            .addKeyValue("event", "state")
            .addKeyValue("from", transition.from().name())
            .addKeyValue("to", transition.to().name());
    Cause cause = transition.cause();
    line = withCause(line, cause).addKeyValue("attempt", transition.attempt());
    if (!news) {
      line = line.addKeyValue("repeated", true);
    }
    if (transition.next() instanceof Next.Retry retry) {
      line =
          line.addKeyValue("retryInMs", retry.delay().toMillis())
              .addKeyValue("failures", retry.failures());
    } else if (transition.next() instanceof Next.Stop stop) {
      line = line.addKeyValue("stopped", stop.reason().name().toLowerCase(Locale.ROOT));
    }
    log.write(
        line,
        "Connection state: {} -> {} ({}){}, attempt {}{}",
        transition.from(),
        transition.to(),
        cause.headline(),
        detail(cause),
        transition.attempt(),
        describe(cause, transition.next()));
  }

  private static LoggingEventBuilder withCause(LoggingEventBuilder line, Cause cause) {
    LoggingEventBuilder more = line.addKeyValue("cause", cause.kind().id());
    if (cause.code() != 0) {
      boolean http = cause.kind() == CauseKind.HANDSHAKE_REJECTED;
      more = more.addKeyValue(http ? "status" : "code", cause.code());
    }
    return cause.detail().isEmpty() ? more : more.addKeyValue("detail", cause.detail());
  }

  private static String detail(Cause cause) {
    return cause.detail().isEmpty() ? "" : " " + cause.detail();
  }

  private static String describe(Cause cause, Next next) {
    if (next instanceof Next.Retry retry) {
      return ", reconnect in "
          + seconds(retry.delay())
          + (retry.failures() == 0 ? "" : ", failure " + retry.failures())
          + (retry.unhealthy() ? ", " + advice(cause) : "");
    }
    return next instanceof Next.Stop stop ? ", stopped: " + words(stop.reason()) : "";
  }

  /** What to look at while only somebody else's doing will help. */
  private static String advice(Cause cause) {
    boolean rejected = cause.kind() == CauseKind.HANDSHAKE_REJECTED;
    if (rejected && cause.code() == 404) {
      return "check the path of the URL, and whether the gateway knows this device and its"
          + " credentials";
    }
    boolean credentials =
        cause.kind() == CauseKind.LOGIN_REJECTED
            || (rejected && (cause.code() == 401 || cause.code() == 403));
    return credentials ? "credentials are rejected: check them" : "check what the gateway wants";
  }

  private static String seconds(Duration delay) {
    return delay.compareTo(Duration.ofSeconds(1)) < 0
        ? delay.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", delay.toMillis() / 1000.0);
  }

  private static String words(StopReason reason) {
    return switch (reason) {
      case AS_ASKED -> "as asked";
      case FORCED -> "aborted, the gateway did not answer the close in time";
      case CLOSED_NORMALLY -> "the gateway closed normally";
      case REJECTED -> "the gateway rejected us for good";
      case ATTEMPTS_USED_UP -> "no reconnect attempts left";
    };
  }
}
