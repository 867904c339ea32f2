package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.verdict.CauseKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the world can do to a connection, in any state.
 *
 * @param kind what it is
 * @param words for people
 * @param event what enters the machine; empty if only time passes
 */
record Stimulus(Kind kind, String words, Optional<Event> event) {

  /** The number of the latest attempt, in every state that is explored. */
  static final long CURRENT = 2;

  /** What the fairness of runs speaks of. */
  enum Kind {
    /** Time passes, and no timer rings. */
    TIME,
    /** The lifetime of the link is over. */
    LIFETIME,
    /** A timer rings: in time, too late, too early or for nothing. */
    DEADLINE,
    /** The user wants the connection. */
    CONNECT,
    /** The user does not want it any more. */
    DISCONNECT,
    /** The user cuts the waiting short. */
    RECONNECT_NOW,
    /** The gateway answers the opening handshake. */
    HANDSHAKE,
    /** The gateway accepts the login. */
    LOGIN,
    /** The gateway says anything. */
    FRAME,
    /** A heartbeat has left, or so it is said. */
    WRITTEN,
    /** The session protocol gives the link up. */
    GIVEN_UP,
    /** The link ends by itself. */
    ENDED,
    /** Something is said of a link that is over, or was never there. */
    STALE
  }

  /** All that can happen in a setting. */
  static List<Stimulus> of(Setting setting) {
    List<Stimulus> all = new ArrayList<>();
    all.add(new Stimulus(Kind.TIME, "time passes", Optional.empty()));
    if (setting.policy().maxLifetime().isPresent()) {
      all.add(new Stimulus(Kind.LIFETIME, "the lifetime is over", Optional.empty()));
    }
    add(all, Kind.DEADLINE, "a timer rings", Event.DEADLINE_REACHED);
    add(all, Kind.CONNECT, "the user asks for it", Event.CONNECT);
    for (CauseKind kind : List.of(CauseKind.SHUTDOWN, CauseKind.DISCONNECT_REQUESTED)) {
      add(all, Kind.DISCONNECT, "the user ends it: " + kind.id(), disconnect(kind));
    }
    add(all, Kind.RECONNECT_NOW, "the user cuts the waiting short", Event.RECONNECT_NOW);
    add(all, Kind.HANDSHAKE, "the link opens", new Event.HandshakeCompleted(CURRENT));
    add(all, Kind.LOGIN, "the login is accepted", new Event.LoginAccepted(CURRENT));
    add(all, Kind.FRAME, "a frame comes", new Event.FrameReceived(CURRENT));
    add(all, Kind.WRITTEN, "a heartbeat has left", new Event.HeartbeatWritten(CURRENT));
    for (Cause cause : setting.surrenders()) {
      add(all, Kind.GIVEN_UP, "given up: " + name(cause), new Event.GivenUp(CURRENT, cause));
    }
    for (Cause cause : setting.endings()) {
      add(all, Kind.ENDED, "the link ends: " + name(cause), new Event.Ended(CURRENT, cause));
    }
    addStale(all, CURRENT - 1, "of an older attempt");
    addStale(all, CURRENT + 1, "of an attempt that was never made");
    return List.copyOf(all);
  }

  /** The verdict's key, and what the gateway asked for. */
  static String name(Cause cause) {
    return CauseKey.of(cause).text()
        + cause.retryAfter().map(wish -> ", retry after " + Ticks.of(wish)).orElse("");
  }

  private static Event disconnect(CauseKind kind) {
    return new Event.Disconnect(Cause.of(kind));
  }

  private static void addStale(List<Stimulus> all, long attempt, String whose) {
    Cause lost = Cause.of(CauseKind.LINK_LOST);
    List<Event> events =
        List.of(
            new Event.HandshakeCompleted(attempt),
            new Event.LoginAccepted(attempt),
            new Event.FrameReceived(attempt),
            new Event.HeartbeatWritten(attempt),
            new Event.GivenUp(attempt, lost),
            new Event.Ended(attempt, lost));
    for (Event event : events) {
      add(all, Kind.STALE, event.kind() + " " + whose, event);
    }
  }

  private static void add(List<Stimulus> all, Kind kind, String words, Event event) {
    all.add(new Stimulus(kind, words, Optional.of(event)));
  }
}
