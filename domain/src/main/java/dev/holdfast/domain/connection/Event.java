package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What enters the machine. Events about a link carry the number of its attempt; one of an older
 * attempt changes nothing.
 *
 * <p>Values, safe to share: whoever reports the same thing often ({@link FrameReceived}) makes the
 * event once per attempt.
 */
public sealed interface Event {

  /** Which column of the reaction table this is. */
  EventKind kind();

  /** The user wants the connection. */
  Event CONNECT = new Connect();

  /** The user wants the waiting cut short. */
  Event RECONNECT_NOW = new ReconnectNow();

  /** Time has passed. */
  Event DEADLINE_REACHED = new DeadlineReached();

  /** An event about the link of one attempt. */
  sealed interface OfAttempt extends Event {

    /** The number of the attempt, from 1. */
    long attempt();
  }

  /** The user wants the connection. Ignored where it is wanted already. */
  record Connect() implements Event {
    @Override
    public EventKind kind() {
      return EventKind.CONNECT;
    }
  }

  /**
   * The user no longer wants the connection.
   *
   * @param cause {@link CauseKind#SHUTDOWN} or {@link CauseKind#DISCONNECT_REQUESTED}
   */
  record Disconnect(Cause cause) implements Event {

    /** Checks the cause. */
    public Disconnect {
      if (cause.kind() != CauseKind.SHUTDOWN && cause.kind() != CauseKind.DISCONNECT_REQUESTED) {
        throw new IllegalArgumentException(
            "only shutdown or disconnect-requested may end a connection from inside, not "
                + cause.kind().id());
      }
    }

    @Override
    public EventKind kind() {
      return EventKind.DISCONNECT;
    }
  }

  /** The user wants the next attempt now. Ignored where nothing waits. */
  record ReconnectNow() implements Event {
    @Override
    public EventKind kind() {
      return EventKind.RECONNECT_NOW;
    }
  }

  /**
   * The opening handshake is done: the WebSocket is open.
   *
   * @param attempt the number of the attempt
   * @param replaceWithin how soon the link is to be replaced at the latest, because its credentials
   *     expire; above zero, at most a year; empty for not at all
   */
  record HandshakeCompleted(long attempt, Optional<Duration> replaceWithin) implements OfAttempt {

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Checks the range. */
    public HandshakeCompleted {
      replaceWithin.ifPresent(HandshakeCompleted::requireInRange);
    }

    /** One whose link may last. */
    public HandshakeCompleted(long attempt) {
      this(attempt, Optional.empty());
    }

    private static void requireInRange(Duration within) {
      if (within.isNegative() || within.isZero() || within.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "replaceWithin must be above zero and at most a year but was " + within);
      }
    }

    @Override
    public EventKind kind() {
      return EventKind.HANDSHAKE_COMPLETED;
    }
  }

  /**
   * The gateway accepted the login of the session protocol.
   *
   * @param attempt the number of the attempt
   * @param heartbeatInterval how often it wants heartbeats on this link, from {@link
   *     HeartbeatPolicy#DICTATED_LEAST} to {@link HeartbeatPolicy#DICTATED_MOST}; empty if it does
   *     not say
   */
  record LoginAccepted(long attempt, Optional<Duration> heartbeatInterval) implements OfAttempt {

    /** Checks the range. */
    public LoginAccepted {
      heartbeatInterval.ifPresent(HeartbeatPolicy::requireDictatable);
    }

    /** One that says nothing of heartbeats. */
    public LoginAccepted(long attempt) {
      this(attempt, Optional.empty());
    }

    @Override
    public EventKind kind() {
      return EventKind.LOGIN_ACCEPTED;
    }
  }

  /** At least one complete frame was read, of any kind. */
  record FrameReceived(long attempt) implements OfAttempt {
    @Override
    public EventKind kind() {
      return EventKind.FRAME_RECEIVED;
    }
  }

  /** The heartbeat that the machine asked for has left for the network. */
  record HeartbeatWritten(long attempt) implements OfAttempt {
    @Override
    public EventKind kind() {
      return EventKind.HEARTBEAT_WRITTEN;
    }
  }

  /**
   * The session protocol gives the link up; its socket is still there.
   *
   * @param attempt the number of the attempt
   * @param cause why, such as {@link CauseKind#LOGIN_REJECTED}
   */
  record GivenUp(long attempt, Cause cause) implements OfAttempt {

    /** Checks that the cause ends something. */
    public GivenUp {
      requireEnding(cause);
    }

    @Override
    public EventKind kind() {
      return EventKind.GIVEN_UP;
    }
  }

  /**
   * The link is gone by itself: never opened, closed by the gateway, or lost.
   *
   * @param attempt the number of the attempt
   * @param cause why
   */
  record Ended(long attempt, Cause cause) implements OfAttempt {

    /** Checks that the cause ends something. */
    public Ended {
      requireEnding(cause);
    }

    @Override
    public EventKind kind() {
      return EventKind.ENDED;
    }
  }

  /** Time has passed. Early, late and spurious ones are harmless. */
  record DeadlineReached() implements Event {
    @Override
    public EventKind kind() {
      return EventKind.DEADLINE_REACHED;
    }
  }

  private static void requireEnding(Cause cause) {
    Objects.requireNonNull(cause, "cause");
    if (!cause.kind().ending()) {
      throw new IllegalArgumentException(cause.kind().id() + " does not end a link");
    }
  }
}
