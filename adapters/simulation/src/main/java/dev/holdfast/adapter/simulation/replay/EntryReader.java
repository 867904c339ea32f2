package dev.holdfast.adapter.simulation.replay;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads entries from JSON. What makes no sense is an {@link IOException} that says what. */
final class EntryReader {

  private EntryReader() {}

  static Entry entry(JsonObject line) throws IOException {
    try {
      return line.has("recording") ? begin(line) : handled(line);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the domain says to values that it does not take.
      throw new IOException(e.getMessage());
    }
  }

  private static Entry.Begin begin(JsonObject line) throws IOException {
    long format = line.number("recording");
    if (format != EntryWriter.FORMAT) {
      throw new IOException(
          "recording must be format " + EntryWriter.FORMAT + " but was " + format);
    }
    return new Entry.Begin(
        line.text("connection"), line.text("version"), 0, policy(line.object("policy")));
  }

  private static ConnectionPolicy policy(JsonObject policy) throws IOException {
    return new ConnectionPolicy(
        policy.duration("connectTimeout"),
        policy.duration("loginTimeout"),
        policy.truth("loginRequired"),
        new HeartbeatPolicy(
            policy.truth("heartbeatEnabled"),
            policy.duration("heartbeatInterval"),
            policy.duration("heartbeatTimeout")),
        policy.duration("stableAfter"),
        new Backoff(
            constant(Jitter.class, policy.text("jitter")),
            policy.duration("base"),
            policy.duration("cap")),
        policy.duration("closeTimeout"),
        policy.has("maxLifetime") ? Optional.of(policy.duration("maxLifetime")) : Optional.empty(),
        policy.has("maxReconnects")
            ? OptionalInt.of(Math.toIntExact(policy.number("maxReconnects")))
            : OptionalInt.empty(),
        policy.duration("slowRetry"),
        verdicts(policy.objects("verdicts")));
  }

  private static VerdictTable verdicts(List<JsonObject> rows) throws IOException {
    VerdictTable table = VerdictTable.defaults();
    for (JsonObject row : rows) {
      String text = row.text("cause");
      CauseKey key = CauseKey.parse(text).orElseThrow(() -> new IOException(text + " is no cause"));
      Verdict verdict =
          new Verdict(
              constant(Verdict.Kind.class, row.text("verdict")),
              row.duration("from"),
              row.duration("to"));
      if (!table.rowFor(key).verdict().equals(verdict) || !table.rowFor(key).key().equals(key)) {
        table = table.with(key, verdict, "As recorded.");
      }
    }
    return table;
  }

  private static Entry.Handled handled(JsonObject line) throws IOException {
    long at = line.number("t");
    List<Transition> transitions = new ArrayList<>();
    for (JsonObject transition : line.objects("transitions")) {
      transitions.add(transition(transition));
    }
    return new Entry.Handled(
        line.text("connection"),
        event(line),
        at,
        line.has("until") ? line.number("until") : at,
        line.has("times") ? line.number("times") : 1,
        line.numbers("drawn"),
        transitions);
  }

  private static Event event(JsonObject line) throws IOException {
    return switch (constant(EventKind.class, line.text("event"))) {
      case CONNECT -> Event.CONNECT;
      case DISCONNECT -> new Event.Disconnect(cause(line));
      case RECONNECT_NOW -> Event.RECONNECT_NOW;
      case HANDSHAKE_COMPLETED ->
          new Event.HandshakeCompleted(
              line.number("attempt"), duration(line, EntryWriter.REPLACE_WITHIN));
      case LOGIN_ACCEPTED ->
          new Event.LoginAccepted(
              line.number("attempt"), duration(line, EntryWriter.HEARTBEAT_INTERVAL));
      case FRAME_RECEIVED -> new Event.FrameReceived(line.number("attempt"));
      case HEARTBEAT_WRITTEN -> new Event.HeartbeatWritten(line.number("attempt"));
      case GIVEN_UP -> new Event.GivenUp(line.number("attempt"), cause(line));
      case ENDED -> new Event.Ended(line.number("attempt"), cause(line));
      case DEADLINE_REACHED -> Event.DEADLINE_REACHED;
    };
  }

  private static Optional<Duration> duration(JsonObject line, String name) throws IOException {
    return line.has(name) ? Optional.of(line.duration(name)) : Optional.empty();
  }

  private static Transition transition(JsonObject line) throws IOException {
    Next next = Next.OPEN_ENDED;
    if (line.has("retryInNanos")) {
      next =
          new Next.Retry(
              line.number("retryInNanos"),
              Math.toIntExact(line.number("failures")),
              line.truth("unhealthy"));
    } else if (line.has("stopped")) {
      next = new Next.Stop(constant(StopReason.class, line.text("stopped")));
    }
    return new Transition(
        constant(ConnectionState.class, line.text("from")),
        constant(ConnectionState.class, line.text("to")),
        cause(line),
        line.number("attempt"),
        next);
  }

  private static Cause cause(JsonObject holder) throws IOException {
    JsonObject cause = holder.object("cause");
    String kind = cause.text("kind");
    return new Cause(
        CauseKind.byId(kind).orElseThrow(() -> new IOException(kind + " is no cause")),
        cause.has("code") ? Math.toIntExact(cause.number("code")) : 0,
        cause.has("detail") ? cause.text("detail") : "",
        cause.has("retryAfter") ? Optional.of(cause.duration("retryAfter")) : Optional.empty());
  }

  private static <T extends Enum<T>> T constant(Class<T> type, String name) throws IOException {
    for (T constant : type.getEnumConstants()) {
      if (EntryWriter.name(constant).equals(name) || constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IOException(name + " is no " + type.getSimpleName());
  }
}
