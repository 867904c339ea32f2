package dev.holdfast.domain.connection;

import static dev.holdfast.domain.connection.ConnectionState.AUTHENTICATED;
import static dev.holdfast.domain.connection.ConnectionState.CLOSED;
import static dev.holdfast.domain.connection.ConnectionState.CLOSING;
import static dev.holdfast.domain.connection.ConnectionState.CONNECTED;
import static dev.holdfast.domain.connection.ConnectionState.CONNECTING;
import static dev.holdfast.domain.connection.ConnectionState.DISCONNECTED;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the machine does with an event: the cells of the reaction table. */
public enum Reaction {
  /** Nothing to do, and nothing wrong. */
  NOTHING("nothing: it is so already, or it no longer matters"),
  /** The event is about an attempt that is over. */
  STALE("ignored and counted: the attempt is over"),
  /** The event cannot happen here. */
  ILLEGAL("ignored and counted: cannot happen here"),
  /** Start the first attempt. */
  DIAL_IF_IDLE("dial, unless an attempt is planned already", CONNECTING),
  /** Start the planned attempt now. */
  DIAL_IF_WAITING("dial, if an attempt is planned", CONNECTING),
  /** Leave the final state and dial; failures are forgotten. */
  START_OVER("forget the failures, dial", DISCONNECTED, CONNECTING),
  /** Close without a socket. */
  STOP("stop", CLOSED),
  /** Give up the attempt and stop. */
  ABORT_AND_STOP("abort, stop", CLOSED),
  /** The WebSocket is open. */
  OPEN("up, or wait for the login", CONNECTED),
  /** The login was accepted. */
  LOG_IN("up; illegal without a login", AUTHENTICATED),
  /** Note that the gateway lives. */
  NOTE_LIFE("note life"),
  /** Start the heartbeat timeout. */
  NOTE_HEARTBEAT("start the heartbeat timeout, if one was asked for"),
  /** Send a close frame. */
  START_CLOSING("send a close frame", CLOSING),
  /** Abort the link and let the verdict table decide. */
  ABORT_AND_JUDGE("abort, then the verdict decides", CLOSED, DISCONNECTED),
  /** The link is gone; let the verdict table decide. */
  JUDGE("the verdict decides", CLOSED, DISCONNECTED),
  /** Dial, if the backoff is over. */
  CHECK_BACKOFF("dial, if the backoff is over", CONNECTING),
  /** Give the attempt up, if the connect timeout is over. */
  CHECK_CONNECT("if the connect timeout is over: abort, the verdict decides", CLOSED, DISCONNECTED),
  /** Look at all deadlines of an open link. */
  CHECK_LINK(
      "whatever is due: heartbeat, probe, login or heartbeat timeout, stable, rotation",
      CLOSING,
      CLOSED,
      DISCONNECTED),
  /** Give the closing handshake up, if its timeout is over. */
  CHECK_CLOSE("if the close timeout is over: abort, finish", CLOSED, DISCONNECTED, CONNECTING),
  /** Remember that the connection is wanted again once it is closed. */
  WANT_AGAIN("connect again once closed"),
  /** Let the closing end in a stop. */
  STOP_AFTER_CLOSE("stop once closed"),
  /** Abort the link and finish the closing. */
  ABORT_AND_FINISH("abort, finish", CLOSED, DISCONNECTED, CONNECTING),
  /** The closing is done. */
  FINISH("finish: stop, connect again or rotate", CLOSED, DISCONNECTED, CONNECTING);

  private final String words;

  // Unmodifiable, which its type does not tell the checker.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<ConnectionState> targets;

  Reaction(String words, ConnectionState... targets) {
    this.words = words;
    EnumSet<ConnectionState> set = EnumSet.noneOf(ConnectionState.class);
    Collections.addAll(set, targets);
    this.targets = Collections.unmodifiableSet(set);
  }

  /** What happens, in a few plain words. */
  public String words() {
    return words;
  }

  /** Every state that this reaction can move to, on the way or in the end; empty if none. */
  public Set<ConnectionState> targets() {
    return targets;
  }
}
