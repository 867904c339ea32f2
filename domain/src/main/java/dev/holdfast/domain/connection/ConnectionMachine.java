package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The supervised connection as a deterministic state machine: it performs no I/O, starts no thread
 * and reads no clock.
 *
 * <p>Three families of methods:
 *
 * <ul>
 *   <li>one mutator, {@link #handle}: an event and the time in, effects out;
 *   <li>one date, {@link #hasDeadline} and {@link #nextDeadlineNanos}: when to hand in {@link
 *       Event#DEADLINE_REACHED} at the latest. Ask again after every event;
 *   <li>questions: {@link #state}, {@link #isUp}, {@link #attempt}, {@link #failures}.
 * </ul>
 *
 * <p>The same events at the same times with the same random numbers give the same effects. A frame,
 * a heartbeat and its answer allocate nothing. Not thread-safe: one thread drives one machine.
 */
public final class ConnectionMachine {

  private final ConnectionPolicy policy;
  private final RandomGenerator random;
  private final Recovery recovery;
  private final Deadlines deadlines;
  private final Heartbeat heartbeat;
  private final Closing closing = new Closing();

  private ConnectionState state = ConnectionState.DISCONNECTED;
  private long attempt;
  private long nowNanos;
  private boolean handling;

  /**
   * Creates a connection that nobody wants yet.
   *
   * @param policy how to behave
   * @param random where jitter comes from; machines on one thread may share it
   * @param nowNanos the present reading of the monotonic clock
   */
  public ConnectionMachine(ConnectionPolicy policy, RandomGenerator random, long nowNanos) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.random = Objects.requireNonNull(random, "random");
    this.recovery = new Recovery(policy);
    this.deadlines = new Deadlines(policy.heartbeat());
    this.heartbeat = deadlines.heartbeat;
    this.nowNanos = nowNanos;
  }

  /**
   * Takes one event.
   *
   * @param event what happened
   * @param now when, on the monotonic clock, in nanoseconds; never before the time given last
   * @param effects what to do about it; called during this call only
   * @throws IllegalStateException if time goes back, or if called from inside an effect
   */
  public void handle(Event event, long now, Effects effects) {
    if (handling) {
      throw new IllegalStateException(
          "an effect called back into the machine with " + event.kind());
    }
    if (now - nowNanos < 0) {
      throw new IllegalStateException(
          "time went back by " + (nowNanos - now) + " ns at " + event.kind());
    }
    nowNanos = now;
    handling = true;
    try {
      react(event, effects);
    } finally {
      handling = false;
    }
  }

  /**
   * Writes down what this connection remembers.
   *
   * @param into {@link MachineMemory#WORDS} numbers of it are set
   * @param at the index of the first
   */
  @SuppressWarnings("EnumOrdinal") // a saved connection lives no longer than the program
  public void save(long[] into, int at) {
    into[at + MachineMemory.NOW] = nowNanos;
    into[at + MachineMemory.ATTEMPT] = attempt;
    into[at + MachineMemory.SITUATION] =
        recovery.failures()
            | (long) state.ordinal() << MachineMemory.STATE_SHIFT
            | (long) recovery.bits() << MachineMemory.RECOVERY_SHIFT
            | deadlines.bits()
            | (long) (state == ConnectionState.CLOSING ? closing.bits() : 0)
                << MachineMemory.CLOSING_SHIFT;
    deadlines.save(into, at, nowNanos);
    into[at + MachineMemory.PREVIOUS_DELAY] = recovery.previousDelayNanos();
  }

  /**
   * Becomes the connection that was saved, whatever this machine was before. Its policy and its
   * random numbers stay its own. Of a closing cause the kind is known, not its detail.
   *
   * @param from numbers written by {@link #save} of any machine
   * @param at the index of the first
   * @throws IllegalStateException if called from inside an effect
   */
  public void load(long[] from, int at) {
    if (handling) {
      throw new IllegalStateException("an effect changed the machine that it came from");
    }
    long situation = from[at + MachineMemory.SITUATION];
    nowNanos = from[at + MachineMemory.NOW];
    attempt = from[at + MachineMemory.ATTEMPT];
    state = MachineMemory.state(from, at);
    recovery.restore(
        MachineMemory.failures(from, at),
        MachineMemory.bits(situation, MachineMemory.RECOVERY_SHIFT, Recovery.BITS),
        from[at + MachineMemory.PREVIOUS_DELAY]);
    deadlines.load(from, at, nowNanos);
    closing.restore(MachineMemory.bits(situation, MachineMemory.CLOSING_SHIFT, Closing.BITS));
  }

  /** Where the connection is. */
  public ConnectionState state() {
    return state;
  }

  /** Whether application messages may flow: CONNECTED without a login, or AUTHENTICATED. */
  public boolean isUp() {
    return state == ConnectionState.AUTHENTICATED
        || (state == ConnectionState.CONNECTED && !policy.loginRequired());
  }

  /** The number of the latest attempt; 0 before the first. */
  public long attempt() {
    return attempt;
  }

  /** Failed attempts since the connection was last stable. */
  public int failures() {
    return recovery.failures();
  }

  /** Whether anything is being waited for. */
  public boolean hasDeadline() {
    return deadlines.any();
  }

  /**
   * The earliest deadline.
   *
   * @return a reading of the monotonic clock, in nanoseconds
   * @throws IllegalStateException if there is none
   */
  public long nextDeadlineNanos() {
    requireDeadline();
    return deadlines.earliestNanos();
  }

  /**
   * What the earliest deadline is for.
   *
   * @throws IllegalStateException if there is none
   */
  public DeadlineKind nextDeadlineKind() {
    requireDeadline();
    return deadlines.earliest(state, isUp());
  }

  private void requireDeadline() {
    if (!hasDeadline()) {
      throw new IllegalStateException("nothing is being waited for in " + state);
    }
  }

  private void react(Event event, Effects effects) {
    // What every other event is, is asked first, by its class; and what an event is about, of its
    // kind: that an object is not of an interface is what a Java runtime takes longest to find.
    EventKind kind =
        event instanceof Event.DeadlineReached ? EventKind.DEADLINE_REACHED : event.kind();
    Reaction reaction =
        kind.ofAttempt() && ((Event.OfAttempt) event).attempt() != attempt
            ? Reaction.STALE
            : ReactionTable.reaction(state, kind);
    switch (reaction) {
      case NOTHING -> {}
      case STALE, ILLEGAL -> effects.ignored(event, reaction);
      case DIAL_IF_IDLE -> {
        if (!deadlines.ofState.armed()) {
          dial(Cause.of(CauseKind.CONNECT_REQUESTED), effects);
        }
      }
      case DIAL_IF_WAITING -> {
        if (deadlines.ofState.armed()) {
          dial(Cause.of(CauseKind.RECONNECT_REQUESTED), effects);
        }
      }
      case START_OVER -> startOver(effects);
      case STOP -> end(((Event.Disconnect) event).cause(), effects);
      case ABORT_AND_STOP -> {
        effects.abort(attempt);
        end(((Event.Disconnect) event).cause(), effects);
      }
      case OPEN -> opened(((Event.HandshakeCompleted) event).replaceWithin(), effects);
      case LOG_IN -> loggedIn(event, effects);
      case NOTE_LIFE -> heartbeat.frameReceived(nowNanos);
      case NOTE_HEARTBEAT -> heartbeat.written(nowNanos);
      case START_CLOSING -> startClosing(((Event.Disconnect) event).cause(), effects);
      case ABORT_AND_JUDGE -> fail(((Event.GivenUp) event).cause(), effects);
      case JUDGE -> end(((Event.Ended) event).cause(), effects);
      case CHECK_BACKOFF -> {
        if (deadlines.ofState.passed(nowNanos)) {
          dial(Cause.of(CauseKind.BACKOFF_OVER), effects);
        }
      }
      case CHECK_CONNECT -> {
        if (deadlines.ofState.passed(nowNanos) && !putOffOnce()) {
          fail(timedOut(CauseKind.CONNECT_TIMEOUT, policy.connectTimeout()), effects);
        }
      }
      case CHECK_LINK -> checkLink(effects);
      case CHECK_CLOSE -> {
        if (deadlines.ofState.passed(nowNanos)) {
          effects.abort(attempt);
          finishClosing(true, effects);
        }
      }
      case WANT_AGAIN -> closing.wantAgain();
      case STOP_AFTER_CLOSE -> closing.start(((Event.Disconnect) event).cause());
      case ABORT_AND_FINISH -> {
        effects.abort(attempt);
        finishClosing(true, effects);
      }
      case FINISH -> finishClosing(false, effects);
    }
  }

  private void startOver(Effects effects) {
    recovery.forget(policy);
    Cause cause = Cause.of(CauseKind.CONNECT_REQUESTED);
    move(ConnectionState.DISCONNECTED, cause, Next.OPEN_ENDED, effects);
    dial(cause, effects);
  }

  private void dial(Cause cause, Effects effects) {
    attempt++;
    armStateDeadline(policy.connectTimeout().toNanos());
    move(ConnectionState.CONNECTING, cause, Next.OPEN_ENDED, effects);
    effects.dial(attempt, recovery.needsFreshCredentials());
  }

  private void opened(Optional<Duration> replaceWithin, Effects effects) {
    replaceWithin.ifPresent(this::replaceWithin);
    Cause cause = Cause.of(CauseKind.HANDSHAKE_COMPLETED);
    if (policy.loginRequired()) {
      armStateDeadline(policy.loginTimeout().toNanos());
    } else {
      up(Optional.empty());
    }
    move(ConnectionState.CONNECTED, cause, Next.OPEN_ENDED, effects);
  }

  private void loggedIn(Event event, Effects effects) {
    if (!policy.loginRequired()) {
      effects.ignored(event, Reaction.ILLEGAL);
      return;
    }
    up(((Event.LoginAccepted) event).heartbeatInterval());
    move(
        ConnectionState.AUTHENTICATED,
        Cause.of(CauseKind.LOGIN_ACCEPTED),
        Next.OPEN_ENDED,
        effects);
  }

  private void up(Optional<Duration> heartbeatInterval) {
    recovery.up();
    armStateDeadline(policy.stableAfter().toNanos());
    heartbeat.start(nowNanos, heartbeatInterval);
    policy.maxLifetime().ifPresent(this::replaceWithin);
  }

  /** Somewhat earlier, so that a fleet does not rotate in step; whatever is sooner holds. */
  private void replaceWithin(Duration time) {
    long longest = time.toNanos();
    // Never so early that the connection would not have counted as stable.
    long spread = Math.max(0, Math.min(longest / 10, longest - policy.stableAfter().toNanos()));
    long at = nowNanos + longest - (long) (spread * random.nextDouble());
    if (!deadlines.lifetime.armed() || at - deadlines.lifetime.nanos() < 0) {
      deadlines.lifetime.arm(at);
    }
  }

  private void startClosing(Cause cause, Effects effects) {
    deadlines.leaveLink();
    closing.start(cause);
    armStateDeadline(policy.closeTimeout().toNanos());
    effects.startClosing(attempt, CloseCode.NORMAL, cause.kind().words());
    move(ConnectionState.CLOSING, cause, Next.OPEN_ENDED, effects);
  }

  private void finishClosing(boolean forced, Effects effects) {
    Next next = recovery.after(closing.cause(), policy, random);
    if (next instanceof Next.Stop && forced) {
      next = new Next.Stop(StopReason.FORCED);
    }
    boolean again = closing.wantedAgain() && next instanceof Next.Stop;
    settle(closing.cause(), next, effects);
    if (again) {
      startOver(effects);
    }
  }

  private void fail(Cause cause, Effects effects) {
    effects.abort(attempt);
    end(cause, effects);
  }

  private void end(Cause cause, Effects effects) {
    settle(cause, recovery.after(cause, policy, random), effects);
  }

  private void settle(Cause cause, Next next, Effects effects) {
    deadlines.clear();
    move(ConnectionState.CLOSED, cause, next, effects);
    if (next instanceof Next.Retry retry) {
      armStateDeadline(retry.delayNanos());
      move(ConnectionState.DISCONNECTED, cause, next, effects);
    }
  }

  /** Deals with everything that is due, earliest first, as long as the link is open. */
  private void checkLink(Effects effects) {
    while ((state == ConnectionState.CONNECTED || state == ConnectionState.AUTHENTICATED)
        && hasDeadline()
        && nowNanos - nextDeadlineNanos() >= 0) {
      switch (nextDeadlineKind()) {
        case LOGIN_TIMEOUT -> {
          if (!putOffOnce()) {
            fail(timedOut(CauseKind.LOGIN_TIMEOUT, policy.loginTimeout()), effects);
          }
        }
        case STABLE_AFTER -> {
          deadlines.ofState.disarm();
          recovery.stable(policy);
        }
        case MAXIMUM_LIFETIME -> startClosing(Cause.of(CauseKind.ROTATION), effects);
        case HEARTBEAT_DUE, INPUT_DRAINED, HEARTBEAT_TIMEOUT -> checkHeartbeat(effects);
        case BACKOFF, CONNECT_TIMEOUT, CLOSE_TIMEOUT ->
            throw new IllegalStateException("deadline of another state in " + state);
      }
    }
  }

  private void checkHeartbeat(Effects effects) {
    switch (heartbeat.deadlineReached(nowNanos)) {
      case NOTHING -> {}
      case SEND -> effects.sendHeartbeat(attempt);
      case GIVE_UP -> fail(Cause.of(CauseKind.HEARTBEAT_TIMEOUT, heartbeat.missing()), effects);
    }
  }

  private boolean putOffOnce() {
    return deadlines.ofState.putOffOnce(policy.heartbeat(), nowNanos);
  }

  private void armStateDeadline(long delayNanos) {
    deadlines.ofState.arm(nowNanos + delayNanos);
  }

  private void move(ConnectionState to, Cause cause, Next next, Effects effects) {
    ConnectionState from = state;
    Transition transition = new Transition(from, to, cause, attempt, next);
    state = to;
    effects.transitioned(transition);
  }

  private static Cause timedOut(CauseKind kind, Duration after) {
    return Cause.of(kind, "after " + after.toMillis() + " ms");
  }
}
