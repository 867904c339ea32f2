package dev.holdfast.domain.connection;

import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * The heartbeat of one open link: when was the last sign of life, and what is being waited for.
 *
 * <p>A frame costs one store; the deadline is computed when somebody asks, so a busy link arms no
 * timers.
 */
final class Heartbeat {

  /** What {@link #deadlineReached} asks for. */
  enum Due {
    NOTHING,
    SEND,
    GIVE_UP
  }

  private enum Phase {
    /** No heartbeats. */
    OFF,
    /** Waiting for silence to last one interval; since is the last frame. */
    LISTENING,
    /** A timer came late; reading what is buffered before the probe; since is when it came. */
    DRAINING,
    /** A heartbeat was asked for and has not left yet; since is the later of that and any frame. */
    UNWRITTEN,
    /** A heartbeat has left; since is when. Any frame answers it. */
    UNANSWERED
  }

  private static final Phase[] PHASES = Phase.values();
  private static final int PHASE_BITS = 3;
  private static final int FORGIVEN = 1 << PHASE_BITS;

  /** How many bits {@link #bits} takes. */
  static final int BITS = PHASE_BITS + 1;

  private final HeartbeatPolicy policy;

  // Asked for after every event, so they are converted once.
  private final long policyIntervalNanos;
  private final long timeoutNanos;

  /** The policy's, or less on a link whose gateway wants it so. */
  private long intervalNanos;

  private Phase phase = Phase.OFF;
  private long sinceNanos;

  /** Whether a late timer was forgiven and the gateway has not shown life since. */
  private boolean forgiven;

  Heartbeat(HeartbeatPolicy policy) {
    this.policy = policy;
    this.policyIntervalNanos = policy.interval().toNanos();
    this.intervalNanos = policyIntervalNanos;
    this.timeoutNanos = policy.timeout().toNanos();
  }

  /**
   * The link is up.
   *
   * @param wanted how often the gateway wants heartbeats. Only ever more often than the policy:
   *     otherwise it could decide how late a dead link is noticed
   */
  void start(long nowNanos, Optional<Duration> wanted) {
    intervalNanos =
        wanted.isPresent()
            ? Math.min(policyIntervalNanos, wanted.get().toNanos())
            : policyIntervalNanos;
    phase = policy.enabled() ? Phase.LISTENING : Phase.OFF;
    sinceNanos = nowNanos;
    forgiven = false;
  }

  void stop() {
    phase = Phase.OFF;
  }

  void frameReceived(long nowNanos) {
    switch (phase) {
      case LISTENING, UNWRITTEN -> {
        sinceNanos = nowNanos;
        forgiven = false;
      }
      case UNANSWERED -> {
        phase = Phase.LISTENING;
        sinceNanos = nowNanos;
        forgiven = false;
      }
      // What is read while draining may have arrived long ago: it does not spare us the probe.
      case OFF, DRAINING -> {}
    }
  }

  void written(long nowNanos) {
    if (phase == Phase.UNWRITTEN) {
      phase = Phase.UNANSWERED;
      sinceNanos = nowNanos;
    }
  }

  boolean armed() {
    return phase != Phase.OFF;
  }

  /** Meaningful while {@link #armed}. */
  long deadlineNanos() {
    return sinceNanos
        + switch (phase) {
          case OFF -> throw new IllegalStateException("heartbeats are off");
          case LISTENING -> intervalNanos;
          case DRAINING -> policy.drainForNanos();
          // A saturated link cannot send the heartbeat. It gets one more interval, but no more: a
          // gateway that neither reads nor writes is dead.
          case UNWRITTEN -> intervalNanos + timeoutNanos;
          case UNANSWERED -> timeoutNanos;
        };
  }

  DeadlineKind deadlineKind() {
    return switch (phase) {
      case OFF -> throw new IllegalStateException("heartbeats are off");
      case LISTENING -> DeadlineKind.HEARTBEAT_DUE;
      case DRAINING -> DeadlineKind.INPUT_DRAINED;
      case UNWRITTEN, UNANSWERED -> DeadlineKind.HEARTBEAT_TIMEOUT;
    };
  }

  /** What was missing when {@link Due#GIVE_UP} was answered, in plain words. */
  String missing() {
    return phase == Phase.UNWRITTEN
        ? "it could not be sent and nothing came for "
            + (intervalNanos + timeoutNanos) / 1_000_000
            + " ms"
        : "no answer within " + policy.timeout().toMillis() + " ms";
  }

  /** Says what to do now that the deadline has passed. */
  Due deadlineReached(long nowNanos) {
    long lateNanos = nowNanos - deadlineNanos();
    if (phase == Phase.DRAINING) {
      return send(nowNanos);
    }
    // Forgiven once: where every timer is late, a dead link would otherwise be probed for ever.
    if (lateNanos > policy.lateAfterNanos() && !forgiven) {
      forgiven = true;
      phase = Phase.DRAINING;
      sinceNanos = nowNanos;
      return Due.NOTHING;
    }
    return phase == Phase.LISTENING ? send(nowNanos) : Due.GIVE_UP;
  }

  /** All but the time. */
  @SuppressWarnings("EnumOrdinal") // a saved connection lives no longer than the program
  int bits() {
    return armed() ? phase.ordinal() | (forgiven ? FORGIVEN : 0) : Phase.OFF.ordinal();
  }

  /** How long ago the phase began, as a negative number; 0 without heartbeats. */
  long agoNanos(long nowNanos) {
    return armed() ? sinceNanos - nowNanos : 0;
  }

  /** How long silence lasts until a heartbeat is due; 0 for as long as the policy says. */
  long dictatedNanos() {
    return armed() && intervalNanos != policyIntervalNanos ? intervalNanos : 0;
  }

  void restore(int bits, long since, long dictatedNanos) {
    intervalNanos =
        dictatedNanos == 0 ? policyIntervalNanos : Math.min(policyIntervalNanos, dictatedNanos);
    phase = PHASES[MachineMemory.bits(bits, 0, PHASE_BITS)];
    forgiven = (bits & FORGIVEN) != 0;
    sinceNanos = since;
  }

  private Due send(long nowNanos) {
    phase = Phase.UNWRITTEN;
    sinceNanos = nowNanos;
    return Due.SEND;
  }
}
