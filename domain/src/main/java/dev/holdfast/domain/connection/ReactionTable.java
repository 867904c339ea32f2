package dev.holdfast.domain.connection;

import static dev.holdfast.domain.connection.Reaction.ABORT_AND_FINISH;
import static dev.holdfast.domain.connection.Reaction.ABORT_AND_JUDGE;
import static dev.holdfast.domain.connection.Reaction.ABORT_AND_STOP;
import static dev.holdfast.domain.connection.Reaction.CHECK_BACKOFF;
import static dev.holdfast.domain.connection.Reaction.CHECK_CLOSE;
import static dev.holdfast.domain.connection.Reaction.CHECK_CONNECT;
import static dev.holdfast.domain.connection.Reaction.CHECK_LINK;
import static dev.holdfast.domain.connection.Reaction.DIAL_IF_IDLE;
import static dev.holdfast.domain.connection.Reaction.DIAL_IF_WAITING;
import static dev.holdfast.domain.connection.Reaction.FINISH;
import static dev.holdfast.domain.connection.Reaction.ILLEGAL;
import static dev.holdfast.domain.connection.Reaction.JUDGE;
import static dev.holdfast.domain.connection.Reaction.LOG_IN;
import static dev.holdfast.domain.connection.Reaction.NOTE_HEARTBEAT;
import static dev.holdfast.domain.connection.Reaction.NOTE_LIFE;
import static dev.holdfast.domain.connection.Reaction.NOTHING;
import static dev.holdfast.domain.connection.Reaction.OPEN;
import static dev.holdfast.domain.connection.Reaction.STALE;
import static dev.holdfast.domain.connection.Reaction.START_CLOSING;
import static dev.holdfast.domain.connection.Reaction.START_OVER;
import static dev.holdfast.domain.connection.Reaction.STOP;
import static dev.holdfast.domain.connection.Reaction.STOP_AFTER_CLOSE;
import static dev.holdfast.domain.connection.Reaction.WANT_AGAIN;

/**
 * The whole behaviour of a connection: what it does in each state with each event. The machine
 * reads this table; {@code domain/docs/state-machine.md} is printed from it.
 *
 * <p>Not shown: an event about an attempt that is no longer the current one is {@link
 * Reaction#STALE} in every state.
 */
public final class ReactionTable {

  /** Rows in the order of {@link ConnectionState}, columns in the order of {@link EventKind}. */
  private static final Reaction[][] CELLS = {
    // CONNECT, DISCONNECT, RECONNECT_NOW, HANDSHAKE_COMPLETED, LOGIN_ACCEPTED,
    // FRAME_RECEIVED, HEARTBEAT_WRITTEN, GIVEN_UP, ENDED, DEADLINE_REACHED
    {
      // DISCONNECTED
      DIAL_IF_IDLE, STOP, DIAL_IF_WAITING, STALE, STALE, STALE, STALE, STALE, STALE, CHECK_BACKOFF
    },
    {
      // CONNECTING
      NOTHING,
      ABORT_AND_STOP,
      NOTHING,
      OPEN,
      ILLEGAL,
      ILLEGAL,
      ILLEGAL,
      ABORT_AND_JUDGE,
      JUDGE,
      CHECK_CONNECT
    },
    {
      // CONNECTED
      NOTHING,
      START_CLOSING,
      NOTHING,
      ILLEGAL,
      LOG_IN,
      NOTE_LIFE,
      NOTE_HEARTBEAT,
      ABORT_AND_JUDGE,
      JUDGE,
      CHECK_LINK
    },
    {
      // AUTHENTICATED
      NOTHING,
      START_CLOSING,
      NOTHING,
      ILLEGAL,
      ILLEGAL,
      NOTE_LIFE,
      NOTE_HEARTBEAT,
      ABORT_AND_JUDGE,
      JUDGE,
      CHECK_LINK
    },
    {
      // CLOSING
      WANT_AGAIN,
      STOP_AFTER_CLOSE,
      NOTHING,
      ILLEGAL,
      ILLEGAL,
      NOTHING,
      NOTHING,
      ABORT_AND_FINISH,
      FINISH,
      CHECK_CLOSE
    },
    {
      // CLOSED
      START_OVER, NOTHING, NOTHING, STALE, STALE, STALE, STALE, STALE, STALE, NOTHING
    },
  };

  private ReactionTable() {}

  /**
   * One cell.
   *
   * @param state where the connection is
   * @param kind what happened
   */
  @SuppressWarnings("EnumOrdinal") // every event passes here; the test checks the order
  public static Reaction reaction(ConnectionState state, EventKind kind) {
    return CELLS[state.ordinal()][kind.ordinal()];
  }
}
