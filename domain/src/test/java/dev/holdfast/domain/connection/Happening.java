package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The columns of the cell test: each kind of event, split where one kind can mean several things.
 */
enum Happening {
  CONNECT("connect", EventKind.CONNECT, DrivenMachine::connect),
  DISCONNECT("disconnect", EventKind.DISCONNECT, DrivenMachine::disconnect),
  SHUTDOWN("shutdown", EventKind.DISCONNECT, DrivenMachine::shutdown),
  RECONNECT_NOW("reconnect now", EventKind.RECONNECT_NOW, DrivenMachine::reconnectNow),
  HANDSHAKE_COMPLETED("handshake completed", EventKind.HANDSHAKE_COMPLETED, DrivenMachine::opened),
  LOGIN_ACCEPTED("login accepted", EventKind.LOGIN_ACCEPTED, DrivenMachine::loggedIn),
  FRAME_RECEIVED("frame received", EventKind.FRAME_RECEIVED, DrivenMachine::frame),
  HEARTBEAT_WRITTEN(
      "heartbeat written", EventKind.HEARTBEAT_WRITTEN, DrivenMachine::heartbeatWritten),
  GIVEN_UP(
      "given up, verdict reconnect",
      EventKind.GIVEN_UP,
      link -> link.givenUp(Cause.protocolViolation(1007, ""))),
  GIVEN_UP_FOR_GOOD(
      "given up, verdict stop",
      EventKind.GIVEN_UP,
      link -> link.givenUp(Cause.protocolViolation(1003, ""))),
  ENDED("ended, verdict reconnect", EventKind.ENDED, link -> link.ended(CauseKind.LINK_LOST)),
  ENDED_FOR_GOOD(
      "ended, verdict stop", EventKind.ENDED, link -> link.ended(Cause.closedByGateway(1008, ""))),
  TIMER_EARLY("timer too early", EventKind.DEADLINE_REACHED, DrivenMachine::timer),
  TIMER_DUE("timer on time", EventKind.DEADLINE_REACHED, link -> atNextDeadline(link, 0)),
  TIMER_LATE("timer late", EventKind.DEADLINE_REACHED, link -> atNextDeadline(link, 600)),
  HEARTBEAT_DUE(
      "silence for an interval",
      EventKind.DEADLINE_REACHED,
      link -> link.pass(Duration.ofSeconds(30))),
  HEARTBEAT_UNANSWERED(
      "silence after a heartbeat",
      EventKind.DEADLINE_REACHED,
      link -> {
        link.pass(Duration.ofSeconds(30));
        link.heartbeatWritten();
        link.skip();
        link.pass(Duration.ofSeconds(5));
      }),
  LIFETIME_OVER("lifetime over", EventKind.DEADLINE_REACHED, Situation::stayUpUntilRotation);

  private final String words;
  private final EventKind kind;

  // A lambda without state, which its type does not tell the checker.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<DrivenMachine> event;

  Happening(String words, EventKind kind, Consumer<DrivenMachine> event) {
    this.words = words;
    this.kind = kind;
    this.event = event;
  }

  /** The name in {@code cells.txt}. */
  String words() {
    return words;
  }

  EventKind kind() {
    return kind;
  }

  /** Whether it can be staged: the last three are the deadlines of a connection that is up. */
  boolean canHappenIn(Situation situation) {
    return this.compareTo(HEARTBEAT_DUE) < 0
        || situation == Situation.UP_WITHOUT_LOGIN
        || situation == Situation.UP_WITH_LOGIN;
  }

  void stage(DrivenMachine link) {
    event.accept(link);
  }

  /** A moment at which nothing was due is as good as any if the machine waits for nothing. */
  private static void atNextDeadline(DrivenMachine link, int secondsLate) {
    if (link.machine().hasDeadline()) {
      link.sleep(Duration.ofNanos(link.machine().nextDeadlineNanos() - link.nowNanos()));
    }
    link.sleep(Duration.ofSeconds(secondsLate));
    link.timer();
  }
}
