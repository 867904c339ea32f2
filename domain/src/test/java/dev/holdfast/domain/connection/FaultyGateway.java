package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A gateway, the network to it and an exact timer, in virtual time: it refuses, hangs, drops,
 * freezes and rejects by chance, until it is healed.
 */
final class FaultyGateway implements Effects {

  private static final long MILLI = 1_000_000L;
  private static final int STEPS_MAX = 1_000_000;

  /** Something that will happen; the serial number keeps the order of what happens together. */
  private record Plan(long nanos, long serial, boolean fault, Runnable action) {}

  private final ConnectionPolicy policy;
  private final ConnectionMachine machine;
  private final SplittableRandom random;
  private final boolean mayStop;
  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::nanos).thenComparingLong(Plan::serial));

  private long serial;
  private long nowNanos;
  private boolean healed;
  private boolean frozen;
  private boolean saturated;
  private long lastSignNanos;
  private int effectsSeen;
  private Optional<Transition> last = Optional.empty();

  FaultyGateway(ConnectionPolicy policy, SplittableRandom random, boolean mayStop) {
    this.policy = policy;
    this.random = random;
    this.mayStop = mayStop;
    machine = new ConnectionMachine(policy, random.split(), 0);
    plan(0, false, () -> handle(Event.CONNECT));
  }

  ConnectionMachine machine() {
    return machine;
  }

  /** Whether the link will never answer again, though nobody has noticed yet. */
  boolean frozen() {
    return frozen;
  }

  int effectsSeen() {
    return effectsSeen;
  }

  Transition lastTransition() {
    return last.orElseThrow();
  }

  /** From now on every attempt succeeds; links that are frozen stay so. */
  void heal() {
    healed = true;
    plans.removeIf(Plan::fault);
  }

  /** Lets time pass until the moment, or until the connection is up if that is enough. */
  void run(Duration time, boolean untilUp) {
    long end = nowNanos + time.toNanos();
    for (int step = 0; !(untilUp && machine.isUp() && !frozen); step++) {
      if (step > STEPS_MAX) {
        throw new AssertionError("more than " + STEPS_MAX + " steps within " + time);
      }
      long planned = plans.isEmpty() ? Long.MAX_VALUE : plans.peek().nanos();
      long deadline = machine.hasDeadline() ? machine.nextDeadlineNanos() : Long.MAX_VALUE;
      if (Math.min(planned, deadline) > end) {
        nowNanos = end;
        return;
      }
      nowNanos = Math.max(nowNanos, Math.min(planned, deadline));
      if (planned <= deadline) {
        plans.remove().action().run();
      } else {
        handle(Event.DEADLINE_REACHED);
      }
    }
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    effectsSeen++;
    frozen = false;
    saturated = false;
    if (healed) {
      plan(MILLI, false, () -> handle(new Event.HandshakeCompleted(attempt)));
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> fault(policy.connectTimeout(), attempt, Cause.of(CauseKind.CONNECT_REFUSED));
      case 1 -> fault(policy.connectTimeout(), attempt, rejected());
      case 2 -> {
        // Never answered.
      }
      default -> {
        long delay = random.nextLong(2 * policy.connectTimeout().toNanos());
        plan(delay, true, () -> handle(new Event.HandshakeCompleted(attempt)));
      }
    }
  }

  @Override
  public void sendHeartbeat(long attempt) {
    effectsSeen++;
    if (!saturated) {
      plan(0, false, () -> handle(new Event.HeartbeatWritten(attempt)));
    }
    if (!frozen) {
      plan(MILLI, false, () -> frame(attempt));
    }
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    effectsSeen++;
    if (!frozen) {
      Cause answer = Cause.closedByGateway(code, reason);
      plan(MILLI, false, () -> handle(new Event.Ended(attempt, answer)));
    }
  }

  @Override
  public void abort(long attempt) {
    // What the dead link had planned still arrives, and must change nothing.
    effectsSeen++;
  }

  @Override
  public void transitioned(Transition transition) {
    effectsSeen++;
    last = Optional.of(transition);
    if (transition.cause().kind() == CauseKind.HEARTBEAT_TIMEOUT
        && transition.to() == ConnectionState.CLOSED) {
      checkNoticedInTime();
    }
    boolean up =
        transition.to() == ConnectionState.AUTHENTICATED
            || (transition.to() == ConnectionState.CONNECTED && !policy.loginRequired());
    if (up) {
      lastSignNanos = nowNanos;
      up(transition.attempt());
    } else if (transition.to() == ConnectionState.CONNECTED) {
      login(transition.attempt());
    }
  }

  @Override
  public void ignored(Event event, Reaction why) {
    if (why != Reaction.STALE) {
      throw new AssertionError("this gateway does nothing illegal, but " + event);
    }
  }

  private void login(long attempt) {
    int chance = healed ? 0 : random.nextInt(4);
    switch (chance) {
      case 0 -> plan(MILLI, false, () -> handle(new Event.LoginAccepted(attempt)));
      case 1 -> fault(policy.loginTimeout(), attempt, Cause.of(CauseKind.LINK_LOST));
      case 2 ->
          plan(
              random.nextLong(policy.loginTimeout().toNanos()),
              true,
              () ->
                  handle(
                      new Event.GivenUp(
                          attempt, Cause.protocolViolation(CloseCode.INVALID_PAYLOAD, ""))));
      default -> {
        // Never answered.
      }
    }
  }

  private void up(long attempt) {
    if (healed) {
      return;
    }
    Duration soon = policy.stableAfter().multipliedBy(2);
    switch (random.nextInt(4)) {
      case 0 -> fault(soon, attempt, Cause.of(CauseKind.LINK_LOST));
      case 1 -> fault(soon, attempt, Cause.closedByGateway(code(), ""));
      case 2 -> {
        long delay = random.nextLong(soon.toNanos());
        plan(delay / 2, true, () -> frame(attempt));
        plan(delay, true, () -> freeze(attempt));
      }
      default -> plan(random.nextLong(soon.toNanos()), true, () -> frame(attempt));
    }
  }

  private void freeze(long attempt) {
    if (attempt == machine.attempt() && machine.isUp()) {
      frozen = true;
      saturated = random.nextBoolean();
    }
  }

  private void frame(long attempt) {
    if (attempt == machine.attempt() && machine.state().hasLink() && !frozen) {
      lastSignNanos = nowNanos;
      handle(new Event.FrameReceived(attempt));
    }
  }

  /** A dead peer is noticed exactly when promised: never sooner, never later. */
  private void checkNoticedInTime() {
    long interval = policy.heartbeat().interval().toNanos();
    long promised = interval + policy.heartbeat().timeout().toNanos();
    long silent = nowNanos - lastSignNanos;
    if (silent != (saturated ? interval + promised : promised)) {
      throw new AssertionError(
          "noticed after " + silent + " ns of silence; promised were " + promised);
    }
    if (!frozen) {
      throw new AssertionError("a gateway that answers was given up");
    }
  }

  private Cause rejected() {
    int status = mayStop && random.nextInt(10) == 0 ? 401 : 500;
    return Cause.handshakeRejected(status, "", Optional.empty());
  }

  private int code() {
    return mayStop && random.nextInt(10) == 0 ? CloseCode.POLICY_VIOLATION : 4000;
  }

  private void fault(Duration within, long attempt, Cause cause) {
    plan(random.nextLong(within.toNanos()), true, () -> handle(new Event.Ended(attempt, cause)));
  }

  private void plan(long delayNanos, boolean fault, Runnable action) {
    plans.add(new Plan(nowNanos + delayNanos, serial++, fault, action));
  }

  private void handle(Event event) {
    machine.handle(event, nowNanos, this);
  }
}
