package dev.holdfast.application.service;

import dev.holdfast.application.audit.Breach;
import dev.holdfast.application.audit.SelfAudit;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Looks at one connection for what must never be. It notes for itself what it needs and does not
 * ask the machine whether the machine is right. Loop thread only.
 *
 * <p>Timers may be late, and a loop that was busy has not done everything yet: what is late by less
 * than {@link #SLACK} is not.
 */
final class ConnectionAudit {

  static final Duration SLACK = Duration.ofSeconds(5);

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private static final long NONE = 0;

  private long changedNanos;
  private long lifeNanos;
  private long lookedNanos;
  private long excusedNanos;
  private Next next = Next.OPEN_ENDED;
  private OptionalLong lastAllowedAttempt = OptionalLong.empty();

  /**
   * What it looks at.
   *
   * @param settings what the connection was told
   * @param machine as it is between two events
   * @param timer the one of the loop
   * @param links how many are open
   * @param listening whether what the gateway says is heard: a link that is not read is silent by
   *     our own doing
   * @param accounted whether no more messages are on their way than were accepted
   */
  record Sight(
      ConnectionSettings settings,
      ConnectionMachine machine,
      DeadlineTimer timer,
      int links,
      boolean listening,
      boolean accounted) {}

  ConnectionAudit(long now) {
    this.changedNanos = now;
    this.lifeNanos = now;
    this.lookedNanos = now;
    this.excusedNanos = now;
  }

  void transitioned(Transition transition, long now) {
    changedNanos = now;
    lifeNanos = now;
    next = transition.next();
  }

  /** The gateway lives. */
  void lifeSeen(long now) {
    lifeNanos = now;
  }

  /** The process is to end: no attempt after this one. */
  void endOfProcess(long latestAttempt) {
    if (lastAllowedAttempt.isEmpty()) {
      lastAllowedAttempt = OptionalLong.of(latestAttempt);
    }
  }

  /**
   * Looks.
   *
   * @param askedNanos when the loop was asked to, a turn before
   * @param now if it is later than that by more than a moment the process stood still in between,
   *     and what was due meanwhile is still to be done: then there is nothing to be seen
   */
  List<Breach> inspect(Sight of, long askedNanos, long now) {
    List<Breach> breaches = new ArrayList<>(0);
    if (askedNanos - lookedNanos > SelfAudit.EVERY.plus(A_MOMENT).toNanos()) {
      // What should have happened meanwhile has its time from now on.
      excusedNanos = now;
    }
    lookedNanos = now;
    if (now - askedNanos > A_MOMENT.toNanos()) {
      return breaches;
    }
    deadline(of, now, breaches);
    stateInTime(of, now, breaches);
    links(of, breaches);
    life(of, now, breaches);
    end(of, breaches);
    if (!of.accounted()) {
      breaches.add(
          new Breach(
              Invariant.MESSAGES_ACCOUNTED,
              "more messages are on their way than were accepted",
              0));
    }
    return breaches;
  }

  private void deadline(Sight of, long now, List<Breach> breaches) {
    ConnectionMachine machine = of.machine();
    if (machine.hasDeadline()) {
      long lateNanos = now - latest(machine.nextDeadlineNanos(), excusedNanos);
      if (lateNanos > SLACK.toNanos()) {
        breaches.add(
            new Breach(
                Invariant.DEADLINE_KEPT,
                machine.nextDeadlineKind() + " was due " + words(lateNanos) + " ago",
                machine.nextDeadlineNanos()));
      }
      if (!of.timer().firesBy(machine.nextDeadlineNanos())) {
        breaches.add(
            new Breach(
                Invariant.TIMER_ARMED,
                "no timer for what it waits for: " + machine.nextDeadlineKind(),
                machine.nextDeadlineNanos()));
      }
    } else if (next instanceof Next.Retry) {
      breaches.add(
          new Breach(
              Invariant.TIMER_ARMED, "it is to come back, and waits for nothing", changedNanos));
    }
  }

  private void stateInTime(Sight of, long now, List<Breach> breaches) {
    long most = mostNanos(of.settings().policy(), of.machine().state());
    long sinceNanos = now - latest(changedNanos, excusedNanos);
    if (most != NONE && sinceNanos - most > SLACK.toNanos()) {
      breaches.add(
          new Breach(
              Invariant.STATE_IN_TIME,
              of.machine().state()
                  + " for "
                  + words(sinceNanos)
                  + ", expected at most "
                  + words(most),
              changedNanos));
    }
  }

  private long mostNanos(ConnectionPolicy policy, ConnectionState state) {
    return switch (state) {
      case CONNECTING -> policy.connectTimeout().toNanos();
      case CLOSING -> policy.closeTimeout().toNanos();
      case DISCONNECTED, CLOSED -> next instanceof Next.Retry retry ? retry.delayNanos() : NONE;
      case CONNECTED, AUTHENTICATED -> NONE;
    };
  }

  private static void links(Sight of, List<Breach> breaches) {
    if (of.links() > (of.machine().state().hasLink() ? 1 : 0)) {
      breaches.add(
          new Breach(
              Invariant.ONE_LINK,
              of.links() + " open links while " + of.machine().state(),
              of.machine().attempt()));
    }
  }

  private void life(Sight of, long now, List<Breach> breaches) {
    HeartbeatPolicy heartbeat = of.settings().policy().heartbeat();
    if (!of.machine().isUp() || !heartbeat.enabled() || !of.listening()) {
      return;
    }
    long most = heartbeat.interval().plus(heartbeat.timeout()).toNanos();
    long silentNanos = now - latest(lifeNanos, excusedNanos);
    if (silentNanos - most > SLACK.toNanos()) {
      breaches.add(
          new Breach(
              Invariant.DEAD_PEER_NOTICED,
              "silent for " + words(silentNanos) + ", expected at most " + words(most),
              lifeNanos));
    }
  }

  private void end(Sight of, List<Breach> breaches) {
    long attempt = of.machine().attempt();
    if (lastAllowedAttempt.isPresent() && attempt > lastAllowedAttempt.getAsLong()) {
      breaches.add(
          new Breach(
              Invariant.NO_ATTEMPT_AT_THE_END,
              "attempt " + attempt + " began after the end of the process was asked for",
              attempt));
    }
  }

  // By subtraction, because the clock may wrap.
  private static long latest(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private static String words(long nanos) {
    return DurationText.format(Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds()));
  }
}
