package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.ReactionTable;
import java.util.Optional;

/** A memory just before an event, and what the table says about the two. */
final class Before {

  private final long[] words;
  private final ConnectionState state;
  private final boolean up;
  private final Optional<Long> ofState;
  private final Optional<Long> nearest;
  private final Event event;
  private final Reaction reaction;

  /**
   * What is so before an event.
   *
   * @param words the memory; not copied, so not to be changed before the event is over
   */
  Before(long[] words, Clocks clocks, ConnectionPolicy policy, Event event) {
    this.words = words;
    this.event = event;
    state = MachineMemory.state(words, 0);
    up = up(state, policy);
    ofState = clocks.ofState(words);
    nearest = clocks.nearest(words);
    reaction = reaction(state, policy, event);
  }

  private Before(Before other, ConnectionPolicy policy, Event event) {
    words = other.words;
    state = other.state;
    up = other.up;
    ofState = other.ofState;
    nearest = other.nearest;
    this.event = event;
    reaction = reaction(state, policy, event);
  }

  /** The same memory before another event. */
  Before instead(ConnectionPolicy policy, Event other) {
    return new Before(this, policy, other);
  }

  /** The memory, not to be changed. */
  long[] words() {
    return words;
  }

  ConnectionState state() {
    return state;
  }

  /** Whether messages may flow. */
  boolean up() {
    return up;
  }

  Event event() {
    return event;
  }

  /** The cell of the table. */
  Reaction reaction() {
    return reaction;
  }

  /** Nanoseconds until the earliest deadline, empty if there is none. */
  Optional<Long> nearest() {
    return nearest;
  }

  static boolean up(ConnectionState state, ConnectionPolicy policy) {
    return state == ConnectionState.AUTHENTICATED
        || (state == ConnectionState.CONNECTED && !policy.loginRequired());
  }

  private static Reaction reaction(ConnectionState state, ConnectionPolicy policy, Event event) {
    if (event instanceof Event.OfAttempt link && link.attempt() != Stimulus.CURRENT) {
      return Reaction.STALE;
    }
    Reaction cell = ReactionTable.reaction(state, event.kind());
    return cell == Reaction.LOG_IN && !policy.loginRequired() ? Reaction.ILLEGAL : cell;
  }

  /** Whether the event is to be counted and nothing else. */
  boolean ignored() {
    return reaction == Reaction.STALE || reaction == Reaction.ILLEGAL;
  }

  /** Whether the deadline of the state has passed. */
  boolean stateDeadlinePassed() {
    return ofState.map(nanos -> nanos <= 0).orElse(false);
  }

  /** Whether any deadline has passed. */
  boolean due() {
    return nearest.map(nanos -> nanos <= 0).orElse(false);
  }
}
