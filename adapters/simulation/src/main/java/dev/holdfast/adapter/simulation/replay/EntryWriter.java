package dev.holdfast.adapter.simulation.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.verdict.VerdictTable;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes entries as JSON. One thread. */
final class EntryWriter {

  /** The version of the format. */
  static final int FORMAT = 1;

  /** How soon a link is to be replaced, because its credentials expire. */
  static final String REPLACE_WITHIN = "replaceWithin";

  /** How often a gateway wants heartbeats, if it says so when it accepts a login. */
  static final String HEARTBEAT_INTERVAL = "heartbeatInterval";

  private final JsonFactory json = new JsonFactory();
  private final UnaryOperator<String> mask;

  /**
   * A writer.
   *
   * @param mask takes secrets out of what a gateway may have said
   */
  EntryWriter(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** The line, without its end. */
  String line(Entry entry) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = json.createGenerator(line)) {
      out.writeStartObject();
      if (entry instanceof Entry.Begin begin) {
        begin(begin, out);
      } else if (entry instanceof Entry.Handled handled) {
        handled(handled, out);
      }
      out.writeEndObject();
    }
    return line.toString();
  }

  private static void begin(Entry.Begin begin, JsonGenerator out) throws IOException {
    out.writeNumberField("recording", FORMAT);
    out.writeStringField("version", begin.version());
    out.writeStringField("connection", begin.connection());
    ConnectionPolicy policy = begin.policy();
    out.writeObjectFieldStart("policy");
    out.writeStringField("connectTimeout", policy.connectTimeout().toString());
    out.writeStringField("loginTimeout", policy.loginTimeout().toString());
    out.writeBooleanField("loginRequired", policy.loginRequired());
    out.writeBooleanField("heartbeatEnabled", policy.heartbeat().enabled());
    out.writeStringField(HEARTBEAT_INTERVAL, policy.heartbeat().interval().toString());
    out.writeStringField("heartbeatTimeout", policy.heartbeat().timeout().toString());
    out.writeStringField("stableAfter", policy.stableAfter().toString());
    if (!(policy.backoff() instanceof Backoff backoff)) {
      throw new IOException("a backoff of one's own cannot be recorded");
    }
    out.writeStringField("jitter", backoff.jitter().id());
    out.writeStringField("base", backoff.base().toString());
    out.writeStringField("cap", backoff.cap().toString());
    out.writeStringField("closeTimeout", policy.closeTimeout().toString());
    if (policy.maxLifetime().isPresent()) {
      out.writeStringField("maxLifetime", policy.maxLifetime().get().toString());
    }
    if (policy.maxReconnects().isPresent()) {
      out.writeNumberField("maxReconnects", policy.maxReconnects().getAsInt());
    }
    out.writeStringField("slowRetry", policy.slowRetry().toString());
    out.writeArrayFieldStart("verdicts");
    for (VerdictTable.Row row : policy.verdicts().rows()) {
      out.writeStartObject();
      out.writeStringField("cause", row.key().text());
      out.writeStringField("verdict", name(row.verdict().kind()));
      out.writeStringField("from", row.verdict().from().toString());
      out.writeStringField("to", row.verdict().to().toString());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void handled(Entry.Handled handled, JsonGenerator out) throws IOException {
    out.writeStringField("connection", handled.connection());
    out.writeNumberField("t", handled.atNanos());
    out.writeStringField("event", name(handled.event().kind()));
    if (handled.times() > 1) {
      out.writeNumberField("until", handled.untilNanos());
      out.writeNumberField("times", handled.times());
    }
    if (handled.event() instanceof Event.OfAttempt about) {
      out.writeNumberField("attempt", about.attempt());
    }
    if (handled.event() instanceof Event.Disconnect disconnect) {
      cause(disconnect.cause(), out);
    } else if (handled.event() instanceof Event.GivenUp givenUp) {
      cause(givenUp.cause(), out);
    } else if (handled.event() instanceof Event.Ended ended) {
      cause(ended.cause(), out);
    } else if (handled.event() instanceof Event.HandshakeCompleted open
        && open.replaceWithin().isPresent()) {
      out.writeStringField(REPLACE_WITHIN, open.replaceWithin().get().toString());
    } else if (handled.event() instanceof Event.LoginAccepted login
        && login.heartbeatInterval().isPresent()) {
      out.writeStringField(HEARTBEAT_INTERVAL, login.heartbeatInterval().get().toString());
    }
    if (!handled.drawn().isEmpty()) {
      out.writeArrayFieldStart("drawn");
      for (double number : handled.drawn()) {
        out.writeNumber(number);
      }
      out.writeEndArray();
    }
    if (!handled.transitions().isEmpty()) {
      out.writeArrayFieldStart("transitions");
      for (Transition transition : handled.transitions()) {
        transition(transition, out);
      }
      out.writeEndArray();
    }
  }

  private void transition(Transition transition, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("from", transition.from().name());
    out.writeStringField("to", transition.to().name());
    out.writeNumberField("attempt", transition.attempt());
    cause(transition.cause(), out);
    if (transition.next() instanceof Next.Retry retry) {
      out.writeNumberField("retryInNanos", retry.delayNanos());
      out.writeNumberField("failures", retry.failures());
      out.writeBooleanField("unhealthy", retry.unhealthy());
    } else if (transition.next() instanceof Next.Stop stop) {
      out.writeStringField("stopped", name(stop.reason()));
    }
    out.writeEndObject();
  }

  private void cause(Cause raw, JsonGenerator out) throws IOException {
    // Through a cause, so that what is longer with its secrets masked is cut as every detail is.
    Cause cause = new Cause(raw.kind(), raw.code(), mask.apply(raw.detail()), raw.retryAfter());
    out.writeObjectFieldStart("cause");
    out.writeStringField("kind", cause.kind().id());
    if (cause.code() != 0) {
      out.writeNumberField("code", cause.code());
    }
    if (!cause.detail().isEmpty()) {
      out.writeStringField("detail", cause.detail());
    }
    if (cause.retryAfter().isPresent()) {
      out.writeStringField("retryAfter", cause.retryAfter().get().toString());
    }
    out.writeEndObject();
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
