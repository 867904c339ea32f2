package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What must hold after every event, whatever came before: at most one live link and one pending
 * retry, no attempt that nobody wants, a deadline wherever something is waited for, delays within
 * their bounds.
 */
final class Invariants extends ForwardingEffects {

  private final ConnectionPolicy policy;
  private final ConnectionMachine machine;

  private long nowNanos;
  private ConnectionState state = ConnectionState.DISCONNECTED;

  /** The attempt whose link was dialled and neither aborted nor ended; 0 if there is none. */
  private long live;

  private long latest;
  private long closing;
  private boolean wanted;
  private boolean wantedSinceClosing;
  private boolean stopPublished;
  private boolean retryPending;
  private long retryNanos;
  private long upNanos;
  private int failures;
  private int effectsSeen;
  private boolean ignored;

  Invariants(ConnectionPolicy policy, ConnectionMachine machine, Effects next) {
    super(next);
    this.policy = policy;
    this.machine = machine;
  }

  void before(Event event, long now) {
    nowNanos = now;
    effectsSeen = 0;
    ignored = false;
    stopPublished = false;
    if (event.kind() == EventKind.CONNECT) {
      wanted = true;
      wantedSinceClosing = state == ConnectionState.CLOSING;
    } else if (event.kind() == EventKind.DISCONNECT) {
      wanted = false;
      wantedSinceClosing = false;
    } else if (event instanceof Event.Ended ended && ended.attempt() == live) {
      live = 0;
    }
  }

  void after(Event event, long now) {
    check(machine.state() == state, "the state is the target of the last transition");
    check(state.hasLink() == (live != 0), "a link lives exactly in the states that have one");
    check(live == 0 || live == machine.attempt(), "the live link is that of the latest attempt");
    check(!ignored || effectsSeen == 1, "an ignored event has no other effect");
    if (state == ConnectionState.CLOSED) {
      wanted = false;
    }
    checkFailures();
    checkDeadline();
    if (event.kind() == EventKind.DEADLINE_REACHED && machine.hasDeadline()) {
      long ahead = machine.nextDeadlineNanos() - now;
      check(ahead > 0 || (ahead == 0 && !machine.isUp()), "all that was due is dealt with");
    }
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    check(live == 0, "no dial while a link lives");
    check(attempt == latest + 1, "attempts are numbered without a gap");
    check(wanted, "no dial that nobody wants");
    check(!stopPublished || wantedSinceClosing, "no dial right after a stop");
    live = attempt;
    latest = attempt;
    effectsSeen++;
    super.dial(attempt, freshCredentials);
  }

  @Override
  public void sendHeartbeat(long attempt) {
    check(attempt == live, "a heartbeat is for the live link");
    check(machine.isUp() && policy.heartbeat().enabled(), "heartbeats only when up and enabled");
    effectsSeen++;
    super.sendHeartbeat(attempt);
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    check(attempt == live, "a close frame is for the live link");
    check(attempt != closing, "one close frame for each link");
    check(reason.getBytes(StandardCharsets.UTF_8).length <= 123, "the reason fits its frame");
    closing = attempt;
    wantedSinceClosing = false;
    effectsSeen++;
    super.startClosing(attempt, code, reason);
  }

  @Override
  public void abort(long attempt) {
    check(attempt == live, "only a live link is aborted");
    live = 0;
    effectsSeen++;
    super.abort(attempt);
  }

  @Override
  public void ignored(Event event, Reaction why) {
    check(why == Reaction.STALE || why == Reaction.ILLEGAL, "ignored means stale or illegal");
    ignored = true;
    effectsSeen++;
    super.ignored(event, why);
  }

  @Override
  public void transitioned(Transition transition) {
    check(transition.from() == state, "transitions form a chain");
    check(transition.attempt() == machine.attempt(), "a transition names its attempt");
    state = transition.to();
    switch (state) {
      case CONNECTING -> connecting(transition);
      case CLOSED -> closed(transition);
      case DISCONNECTED -> disconnected(transition);
      case CONNECTED, AUTHENTICATED -> {
        if (machine.isUp()) {
          upNanos = nowNanos;
        }
      }
      case CLOSING -> {}
    }
    effectsSeen++;
    super.transitioned(transition);
  }

  private void connecting(Transition transition) {
    boolean backoffOver = transition.cause().kind() == CauseKind.BACKOFF_OVER;
    check(!backoffOver || retryPending, "a backoff that is over was pending");
    check(!backoffOver || nowNanos - retryNanos >= 0, "no attempt before its time");
    retryPending = false;
  }

  private void closed(Transition transition) {
    retryPending = false;
    if (transition.next() instanceof Next.Stop stop) {
      stopPublished = true;
      check(
          stop.reason() != StopReason.ATTEMPTS_USED_UP
              || policy.maxReconnects().getAsInt() == machine.failures() - 1,
          "attempts are used up at the limit");
    } else {
      check(transition.next() instanceof Next.Retry, "whoever does not stop has a date");
    }
  }

  private void disconnected(Transition transition) {
    if (transition.next() instanceof Next.Retry retry) {
      check(!retryPending, "at most one retry is pending");
      check(retry.failures() == machine.failures(), "the retry tells the failures");
      check(
          policy.maxReconnects().isEmpty() || retry.failures() <= policy.maxReconnects().getAsInt(),
          "no retry beyond the limit");
      checkDelay(transition, retry);
      retryPending = true;
      retryNanos = nowNanos + retry.delayNanos();
    } else {
      // The user starts over.
      failures = 0;
    }
  }

  private void checkDelay(Transition transition, Next.Retry retry) {
    Verdict verdict = policy.verdicts().verdictOn(transition.cause());
    long delay = retry.delayNanos();
    long base = policy.backoff().baseNanos();
    long cap = policy.backoff().capNanos();
    long low = 0;
    long high = cap;
    if (retry.unhealthy()) {
      check(
          verdict.kind() == Verdict.Kind.SLOW || verdict.kind() == Verdict.Kind.REFRESH,
          "only rejected credentials and slow rows are unhealthy");
      low = policy.slowRetry().toNanos() / 10 * 8 - 10;
      high = policy.slowRetry().toNanos() / 10 * 12 + 20;
    } else if (verdict.kind() == Verdict.Kind.SPREAD) {
      low = Math.max(base, verdict.from().toNanos());
      high = Math.max(cap, verdict.to().toNanos());
    } else if (verdict.kind() == Verdict.Kind.RETRY_AFTER) {
      Duration wish = transition.cause().retryAfter().orElse(Duration.ZERO);
      Duration bound = ConnectionPolicy.RETRY_AFTER_MAX;
      low = wish.compareTo(bound) < 0 ? wish.toNanos() : bound.toNanos();
      high = low + Math.max(cap, low / 10);
    } else if (transition.cause().kind() == CauseKind.ROTATION
        && verdict.kind() == Verdict.Kind.NOW) {
      high = base;
    }
    check(delay >= low && delay <= high, "the delay is within its bounds");
  }

  private void checkFailures() {
    int now = machine.failures();
    boolean lasted = nowNanos - upNanos - policy.stableAfter().toNanos() >= 0;
    check(
        now == failures || now == failures + 1 || (now <= 1 && upNanos != 0 && lasted),
        "failures count up, and start over only after a stable connection");
    failures = now;
  }

  private void checkDeadline() {
    long bound =
        switch (state) {
          case DISCONNECTED -> retryPending ? retryNanos - nowNanos : -1;
          case CONNECTING -> policy.connectTimeout().toNanos();
          case CONNECTED, AUTHENTICATED ->
              machine.isUp() ? heartbeatBound() : policy.loginTimeout().toNanos();
          case CLOSING -> policy.closeTimeout().toNanos();
          case CLOSED -> -1;
        };
    if (bound >= 0 || retryPending) {
      check(machine.hasDeadline(), "whatever is waited for has a deadline");
      long ahead = machine.nextDeadlineNanos() - nowNanos;
      check(ahead <= Math.max(bound, policy.heartbeat().drainForNanos()), "no deadline too far");
    } else {
      check(!machine.hasDeadline() || machine.isUp(), "no deadline for nothing");
    }
  }

  private long heartbeatBound() {
    return policy.heartbeat().enabled()
        ? policy.heartbeat().interval().plus(policy.heartbeat().timeout()).toNanos()
        : -1;
  }

  private void check(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError("broken rule: " + rule + " (in " + machine.state() + ")");
    }
  }
}
