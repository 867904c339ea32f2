package dev.holdfast.application.service;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The one place that logs transitions: a line for people, fields for machines. */
final class TransitionLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.connection");

  private final String connection;

  TransitionLog(String connection) {
    this.connection = connection;
  }

  void log(Transition transition) {
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("event", "state")
            .addKeyValue("connection", connection)
            .addKeyValue("from", transition.from().name())
            .addKeyValue("to", transition.to().name())
            .addKeyValue("cause", transition.cause().kind().id())
            .addKeyValue("attempt", transition.attempt());
    Cause cause = transition.cause();
    if (cause.code() != 0) {
      boolean http = cause.kind() == CauseKind.HANDSHAKE_REJECTED;
      line = line.addKeyValue(http ? "status" : "code", cause.code());
    }
    if (!cause.detail().isEmpty()) {
      line = line.addKeyValue("detail", cause.detail());
    }
    if (transition.next() instanceof Next.Retry retry) {
      line =
          line.addKeyValue("retryInMs", retry.delay().toMillis())
              .addKeyValue("failures", retry.failures());
    } else if (transition.next() instanceof Next.Stop stop) {
      line = line.addKeyValue("stopped", stop.reason().name().toLowerCase(Locale.ROOT));
    }
    line.log(
        "Connection state: {} -> {} ({}){}, attempt {}{}",
        transition.from(),
        transition.to(),
        cause.headline(),
        cause.detail().isEmpty() ? "" : " " + cause.detail(),
        transition.attempt(),
        describe(cause, transition.next()));
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
