package dev.holdfast.domain.connection;

import dev.holdfast.domain.heartbeat.HeartbeatPolicy;

/** Everything that one connection is waiting for; the outside sees the earliest. */
final class Deadlines {

  /** The one that belongs to the state: backoff, a timeout, or stable-after. */
  final Deadline ofState = new Deadline();

  /** When an open link is to be replaced. */
  final Deadline lifetime = new Deadline();

  /** What the heartbeat waits for. */
  final Heartbeat heartbeat;

  Deadlines(HeartbeatPolicy policy) {
    heartbeat = new Heartbeat(policy);
  }

  boolean any() {
    return ofState.armed() || lifetime.armed() || heartbeat.armed();
  }

  /** When the earliest is over; meaningful if there is {@link #any}. */
  long earliestNanos() {
    Deadline other = earlierOther();
    return heartbeatIsBefore(other) ? heartbeat.deadlineNanos() : other.nanos();
  }

  /** What the earliest is for; meaningful if there is {@link #any}. */
  DeadlineKind earliest(ConnectionState state, boolean up) {
    Deadline other = earlierOther();
    if (heartbeatIsBefore(other)) {
      return heartbeat.deadlineKind();
    }
    return other == lifetime ? DeadlineKind.MAXIMUM_LIFETIME : kindOfState(state, up);
  }

  /** The earlier of the two that are not the heartbeat's; any of them if there is none. */
  private Deadline earlierOther() {
    // Of two at the same moment the state's comes first: a link that lasted until its replacement
    // has lasted.
    boolean replacement =
        lifetime.armed() && !(ofState.armed() && ofState.nanos() - lifetime.nanos() <= 0);
    return replacement ? lifetime : ofState;
  }

  /** Whether the heartbeat's comes before another. */
  private boolean heartbeatIsBefore(Deadline other) {
    return heartbeat.armed() && !(other.armed() && other.nanos() - heartbeat.deadlineNanos() <= 0);
  }

  /** The link is gone: nothing about it is waited for. */
  void clear() {
    ofState.disarm();
    leaveLink();
  }

  /** The link is on its way out: it needs neither heartbeats nor a replacement. */
  void leaveLink() {
    lifetime.disarm();
    heartbeat.stop();
  }

  /** All but the times, where {@link MachineMemory#SITUATION} has them. */
  long bits() {
    return (long) ofState.bits() << MachineMemory.DEADLINE_SHIFT
        | (long) lifetime.bits() << MachineMemory.LIFETIME_SHIFT
        | (long) heartbeat.bits() << MachineMemory.HEARTBEAT_SHIFT;
  }

  void save(long[] into, int at, long nowNanos) {
    into[at + MachineMemory.STATE_DEADLINE] = ofState.afterNanos(nowNanos);
    into[at + MachineMemory.HEARTBEAT] = heartbeat.agoNanos(nowNanos);
    into[at + MachineMemory.HEARTBEAT_INTERVAL] = heartbeat.dictatedNanos();
    into[at + MachineMemory.LIFETIME] = lifetime.afterNanos(nowNanos);
  }

  void load(long[] from, int at, long nowNanos) {
    long situation = from[at + MachineMemory.SITUATION];
    ofState.restore(
        MachineMemory.bits(situation, MachineMemory.DEADLINE_SHIFT, Deadline.BITS),
        nowNanos + from[at + MachineMemory.STATE_DEADLINE]);
    lifetime.restore(
        MachineMemory.bits(situation, MachineMemory.LIFETIME_SHIFT, Deadline.BITS),
        nowNanos + from[at + MachineMemory.LIFETIME]);
    heartbeat.restore(
        MachineMemory.bits(situation, MachineMemory.HEARTBEAT_SHIFT, Heartbeat.BITS),
        nowNanos + from[at + MachineMemory.HEARTBEAT],
        from[at + MachineMemory.HEARTBEAT_INTERVAL]);
  }

  private static DeadlineKind kindOfState(ConnectionState state, boolean up) {
    return switch (state) {
      case DISCONNECTED -> DeadlineKind.BACKOFF;
      case CONNECTING -> DeadlineKind.CONNECT_TIMEOUT;
      case CONNECTED, AUTHENTICATED -> up ? DeadlineKind.STABLE_AFTER : DeadlineKind.LOGIN_TIMEOUT;
      case CLOSING -> DeadlineKind.CLOSE_TIMEOUT;
      case CLOSED -> throw new IllegalStateException("nothing is being waited for in CLOSED");
    };
  }
}
