package dev.holdfast.adapter.simulation.model;

import static dev.holdfast.adapter.simulation.model.Property.DEADLINES;
import static dev.holdfast.adapter.simulation.model.Property.ENDS;
import static dev.holdfast.adapter.simulation.model.Property.FAILURES_LAST;
import static dev.holdfast.adapter.simulation.model.Property.IGNORED_CHANGES_NOTHING;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Reaction;
import java.util.Arrays;

/** Compares the connection after an event with the one before: memory, failures, deadlines. */
final class AfterStep {

  private final ConnectionPolicy policy;
  private final Subject subject;
  private final Complaints complaints;

  AfterStep(ConnectionPolicy policy, Subject subject, Complaints complaints) {
    this.policy = policy;
    this.subject = subject;
    this.complaints = complaints;
  }

  /**
   * Looks at a step.
   *
   * @param saved the memory as the subject saved it
   */
  void check(Before before, StepWitness witness, long[] saved) {
    checkIgnored(before, witness, saved);
    checkFailures(before, witness);
    if (subject.hasDeadline()) {
      checkDeadline(before, witness, subject.nextDeadlineNanos());
    } else {
      checkNoDeadline(before);
    }
    checkStop(before);
  }

  private void checkIgnored(Before before, StepWitness witness, long[] saved) {
    if (before.ignored()) {
      require(witness.ignoredCount() == 1, IGNORED_CHANGES_NOTHING, "not counted");
      require(witness.effects() <= 1, IGNORED_CHANGES_NOTHING, "something comes of it");
    } else if (before.reaction() == Reaction.NOTHING) {
      require(witness.effects() == 0, IGNORED_CHANGES_NOTHING, "something comes of nothing");
    }
    boolean early = before.event().kind() == EventKind.DEADLINE_REACHED && !before.due();
    if (before.ignored() || before.reaction() == Reaction.NOTHING || early) {
      // The words from the situation on are all that decides about the future.
      require(
          Ghost.without(before.words()[MachineMemory.SITUATION]) == saved[MachineMemory.SITUATION]
              && Arrays.equals(
                  before.words(),
                  MachineMemory.STATE_DEADLINE,
                  MachineMemory.WORDS,
                  saved,
                  MachineMemory.STATE_DEADLINE,
                  MachineMemory.WORDS),
          IGNORED_CHANGES_NOTHING,
          "it changes what the machine remembers");
    }
  }

  private void checkFailures(Before before, StepWitness witness) {
    int then = MachineMemory.failures(before.words(), 0);
    int now = subject.failures();
    if (now < then) {
      boolean stable =
          before.up()
              && before.stateDeadlinePassed()
              && before.event().kind() == EventKind.DEADLINE_REACHED;
      require(stable || witness.startedOver(), FAILURES_LAST, "failures are forgotten");
    }
    require(now <= then + 1, FAILURES_LAST, "one event counts as several failures");
  }

  private void checkDeadline(Before before, StepWitness witness, long ahead) {
    ConnectionState state = subject.state();
    boolean up = Before.up(state, policy);
    long drain = policy.heartbeat().drainForNanos();
    long most =
        switch (state) {
          case DISCONNECTED ->
              witness.retry().map(retry -> retry.delayNanos()).orElse(Long.MAX_VALUE);
          case CONNECTING -> Math.max(policy.connectTimeout().toNanos(), drain);
          case CONNECTED, AUTHENTICATED ->
              up ? longestSilence() : Math.max(policy.loginTimeout().toNanos(), drain);
          case CLOSING -> policy.closeTimeout().toNanos();
          case CLOSED -> Long.MIN_VALUE;
        };
    require(ahead <= most, DEADLINES, "waits for " + Ticks.of(ahead) + " ticks in " + state);
    if (state == ConnectionState.DISCONNECTED && witness.retry().isPresent()) {
      require(ahead == most, DEADLINES, "waits for less than was said");
    }
    if (state == before.state() && !before.up() && witness.effects() == 0) {
      long then = before.nearest().orElse(Long.MAX_VALUE);
      boolean late = then < -policy.heartbeat().lateAfterNanos();
      require(ahead <= then || late, DEADLINES, "the deadline of " + state + " is put off");
    }
    if (before.event().kind() == EventKind.DEADLINE_REACHED && before.due()) {
      require(ahead >= 0, DEADLINES, "what was due is not dealt with");
    }
  }

  private void checkNoDeadline(Before before) {
    ConnectionState state = subject.state();
    boolean waits =
        switch (state) {
          case CONNECTING, CLOSING -> true;
          case CONNECTED, AUTHENTICATED ->
              !Before.up(state, policy) || policy.heartbeat().enabled();
          case DISCONNECTED -> Ghost.wanted(before.words()) || before.state() != state;
          case CLOSED -> false;
        };
    require(!waits, DEADLINES, "waits in " + state + " and has no deadline");
  }

  private void checkStop(Before before) {
    if (before.event().kind() == EventKind.DISCONNECT) {
      ConnectionState state = subject.state();
      require(
          state == ConnectionState.CLOSING || state == ConnectionState.CLOSED,
          ENDS,
          "neither closing nor closed after the user ended it, but " + state);
    }
  }

  private long longestSilence() {
    return policy.heartbeat().enabled()
        ? policy.heartbeat().interval().plus(policy.heartbeat().timeout()).toNanos()
        : Long.MAX_VALUE;
  }

  private void require(boolean holds, Property property, String what) {
    complaints.require(holds, property, what);
  }
}
