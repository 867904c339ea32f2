package dev.holdfast.adapter.adminhttp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.application.port.in.ConnectionHistory;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.PastTransition;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Writes what is known of connections. Any thread. */
final class ConnectionJson {

  private final WallClock wallClock;

  ConnectionJson(WallClock wallClock) {
    this.wallClock = wallClock;
  }

  /** How a connection is: the fields of an object. */
  void status(ConnectionUseCases connection, JsonGenerator json) throws IOException {
    ConnectionStatus status = connection.observe().status();
    ConnectionHistory history = connection.history().history();
    json.writeStringField("id", status.connection());
    json.writeStringField("state", status.state().name());
    json.writeBooleanField("up", status.up());
    json.writeBooleanField("required", connection.required());
    json.writeNumberField("upOrDownForMs", status.upOrDownFor().toMillis());
    boolean inStep = inStep(status, history);
    Duration inState = inStep ? history.sinceLatest() : Duration.ZERO;
    json.writeStringField("since", since(history, inStep).toString());
    json.writeNumberField("inStateMs", inState.toMillis());
    json.writeNumberField("attempt", status.attempt());
    json.writeNumberField("failures", status.failures());
    json.writeNumberField("queued", status.queued());
    json.writeNumberField("subscribed", status.subscribed());
    if (status.roundTrip().isPresent()) {
      json.writeNumberField(
          "roundTripMs", BigDecimal.valueOf(status.roundTrip().get().toNanos() / 1_000, 3));
    }
    Optional<Transition> latest = status.lastTransition();
    if (latest.isPresent()) {
      cause(latest.get().cause(), json);
      next(latest.get().next(), inState, json);
    }
    counts(status, json);
  }

  /** What became of a connection so far: two fields of an object. */
  void history(ConnectionHistory history, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("history");
    for (PastTransition past : history.latest()) {
      json.writeStartObject();
      transition(past, json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("forgotten", history.forgotten());
  }

  /** One transition: the fields of an object. */
  static void transition(PastTransition past, JsonGenerator json) throws IOException {
    Transition transition = past.transition();
    json.writeNumberField("number", past.number());
    json.writeStringField("at", past.at().toString());
    json.writeStringField("from", transition.from().name());
    json.writeStringField("to", transition.to().name());
    json.writeNumberField("inStateBeforeMs", past.inStateBefore().toMillis());
    json.writeNumberField("attempt", transition.attempt());
    cause(transition.cause(), json);
    if (transition.next() instanceof Next.Retry retry) {
      json.writeNumberField("retryInMs", retry.delay().toMillis());
      json.writeNumberField("failures", retry.failures());
    } else if (transition.next() instanceof Next.Stop stop) {
      json.writeStringField("stopped", word(stop.reason()));
    }
  }

  private static void cause(Cause cause, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cause");
    json.writeStringField("name", cause.kind().id());
    json.writeStringField("words", cause.headline());
    if (cause.code() != 0) {
      json.writeNumberField(
          cause.kind() == CauseKind.HANDSHAKE_REJECTED ? "status" : "code", cause.code());
    }
    if (!cause.detail().isEmpty()) {
      json.writeStringField("detail", cause.detail());
    }
    json.writeEndObject();
  }

  private void next(Next next, Duration inState, JsonGenerator json) throws IOException {
    if (next instanceof Next.Retry retry) {
      Duration left = retry.delay().minus(inState);
      long leftMillis = left.isNegative() ? 0 : left.toMillis();
      json.writeObjectFieldStart("retry");
      json.writeNumberField("inMs", leftMillis);
      json.writeStringField("at", Instant.ofEpochMilli(wallClock.millis() + leftMillis).toString());
      json.writeNumberField("failures", retry.failures());
      json.writeBooleanField("credentialsRejected", retry.unhealthy());
      json.writeEndObject();
    } else if (next instanceof Next.Stop stop) {
      json.writeStringField("stopped", word(stop.reason()));
    }
  }

  private static void counts(ConnectionStatus status, JsonGenerator json) throws IOException {
    ConnectionStatus.Traffic traffic = status.traffic();
    json.writeObjectFieldStart("traffic");
    json.writeNumberField("received", traffic.received());
    json.writeNumberField("sent", traffic.sent());
    json.writeNumberField("refused", traffic.refused());
    json.writeNumberField("sentAgain", traffic.sentAgain());
    json.writeNumberField("givenUp", traffic.givenUp());
    json.writeNumberField("malformed", traffic.malformed());
    json.writeNumberField("duplicate", traffic.duplicate());
    json.writeNumberField("unmatched", traffic.unmatched());
    json.writeNumberField("stale", traffic.stale());
    json.writeNumberField("illegal", traffic.illegal());
    json.writeEndObject();
    ConnectionStatus.Runs runs = status.runs();
    json.writeObjectFieldStart("scheduled");
    json.writeNumberField("acquired", runs.acquired());
    json.writeNumberField("failed", runs.failed());
    json.writeNumberField("missed", runs.missed());
    json.writeEndObject();
  }

  /** The history learns of a transition a moment after the status. */
  private static boolean inStep(ConnectionStatus status, ConnectionHistory history) {
    return history.newest().map(PastTransition::transition).equals(status.lastTransition());
  }

  private Instant since(ConnectionHistory history, boolean inStep) {
    Instant now = Instant.ofEpochMilli(wallClock.millis());
    return inStep
        ? history
            .newest()
            .map(PastTransition::at)
            .orElseGet(() -> now.minusMillis(history.sinceLatest().toMillis()))
        : now;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
