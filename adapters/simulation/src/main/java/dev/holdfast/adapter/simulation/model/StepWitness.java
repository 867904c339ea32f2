package dev.holdfast.adapter.simulation.model;

import static dev.holdfast.adapter.simulation.model.Property.BOUNDED_DELAYS;
import static dev.holdfast.adapter.simulation.model.Property.FRESH_CREDENTIALS;
import static dev.holdfast.adapter.simulation.model.Property.LEGAL_TRANSITIONS;
import static dev.holdfast.adapter.simulation.model.Property.LIMITED_ATTEMPTS;
import static dev.holdfast.adapter.simulation.model.Property.NO_ATTEMPT_AFTER_STOP;
import static dev.holdfast.adapter.simulation.model.Property.ONE_LINK;
import static dev.holdfast.adapter.simulation.model.Property.ONE_RETRY;
import static dev.holdfast.adapter.simulation.model.Property.WELL_FORMED;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.EventKind;
import dev.holdfast.domain.connection.MachineMemory;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Sees the effects of one event and reports what they break. What it must know of the past is in
 * the memory before the event: whether a link lives is told by the state, because this is checked
 * after every step.
 */
final class StepWitness implements Effects {

  /** RFC 6455 5.5 leaves so much of a close frame to the reason. */
  private static final int REASON_MAX = 123;

  private final ConnectionPolicy policy;
  private final Verdicts verdicts;
  private final Complaints complaints;

  private Before before;
  private ConnectionState state;
  private long attempt;
  private boolean live;
  private boolean wanted;
  private boolean rejected;
  private boolean closing;
  private boolean startedOver;
  private int effects;
  private int ignored;
  private int retries;
  private Optional<Next.Retry> retry = Optional.empty();

  StepWitness(ConnectionPolicy policy, Before first, Complaints complaints) {
    this.policy = policy;
    this.complaints = complaints;
    this.verdicts = new Verdicts(policy);
    this.before = first;
    this.state = first.state();
  }

  void begin(Before now) {
    before = now;
    state = now.state();
    attempt = Stimulus.CURRENT;
    live = state.hasLink();
    wanted = Ghost.wanted(now.words());
    rejected = Ghost.rejected(now.words());
    closing = state == ConnectionState.CLOSING;
    startedOver = false;
    effects = 0;
    ignored = 0;
    retries = 0;
    retry = Optional.empty();
    if (now.event().kind() == EventKind.CONNECT) {
      wanted = true;
    } else if (now.event().kind() == EventKind.DISCONNECT) {
      wanted = false;
    } else if (now.event() instanceof Event.Ended ended && ended.attempt() == attempt) {
      live = false;
    }
  }

  /** Looks at what is there after all effects; answers the ghost's bits. */
  long end(ConnectionState reached) {
    require(reached == state, LEGAL_TRANSITIONS, "the state is not that of the last transition");
    require(
        live == state.hasLink(),
        ONE_LINK,
        live ? "a link lives on in " + state : "there is no link in " + state);
    if (state == ConnectionState.CLOSED) {
      wanted = false;
    }
    return Ghost.bits(wanted, rejected);
  }

  boolean startedOver() {
    return startedOver;
  }

  int effects() {
    return effects;
  }

  int ignoredCount() {
    return ignored;
  }

  /** The retry that is planned now, if this event planned it. */
  Optional<Next.Retry> retry() {
    return retry;
  }

  @Override
  public void dial(long number, boolean freshCredentials) {
    effects++;
    require(!live, ONE_LINK, "dials while a link lives");
    require(wanted, NO_ATTEMPT_AFTER_STOP, "dials though nobody wants it");
    require(number == attempt + 1, WELL_FORMED, "attempts are not numbered one by one");
    require(state == ConnectionState.CONNECTING, WELL_FORMED, "dials in " + state);
    require(
        freshCredentials == rejected,
        FRESH_CREDENTIALS,
        rejected ? "dials with rejected credentials" : "asks for credentials for no reason");
    attempt = number;
    live = true;
    closing = false;
  }

  @Override
  public void sendHeartbeat(long number) {
    effects++;
    requirePresent(number, "heartbeat");
    require(
        Before.up(state, policy) && policy.heartbeat().enabled(),
        WELL_FORMED,
        "a heartbeat that nobody asked for in " + state);
  }

  @Override
  public void startClosing(long number, int code, String reason) {
    effects++;
    requirePresent(number, "close frame");
    require(!closing, WELL_FORMED, "a second close frame");
    require(CloseCode.mayBeSent(code), WELL_FORMED, code + " may not be sent");
    require(
        reason.getBytes(StandardCharsets.UTF_8).length <= REASON_MAX,
        WELL_FORMED,
        "the reason is too long for its frame");
    closing = true;
  }

  @Override
  public void abort(long number) {
    effects++;
    requirePresent(number, "abort");
    live = false;
  }

  @Override
  public void ignored(Event event, Reaction why) {
    effects++;
    ignored++;
    require(event == before.event(), WELL_FORMED, "an event is ignored that did not happen");
    require(
        why == before.reaction(),
        Property.IGNORED_CHANGES_NOTHING,
        "ignored as " + why + " where the table has " + before.reaction());
  }

  @Override
  public void transitioned(Transition transition) {
    effects++;
    ConnectionState to = transition.to();
    require(
        transition.from() == state, LEGAL_TRANSITIONS, "a transition from " + transition.from());
    require(state.mayBecome(to), LEGAL_TRANSITIONS, "no way from " + state + " to " + to);
    require(
        before.reaction().targets().contains(to),
        LEGAL_TRANSITIONS,
        "the table has no way to "
            + to
            + " from "
            + before.state()
            + " with "
            + before.event().kind());
    // An attempt gets its number before it is asked for.
    require(
        transition.attempt() == (to == ConnectionState.CONNECTING ? attempt + 1 : attempt),
        WELL_FORMED,
        "a transition of attempt " + transition.attempt());
    state = to;
    Next next = transition.next();
    switch (to) {
      case CONNECTING -> starting(transition);
      case CLOSED ->
          require(
              !(next instanceof Next.OpenEnded), WELL_FORMED, "closed, and nobody says what next");
      case DISCONNECTED -> disconnected(transition);
      case CONNECTED, AUTHENTICATED -> rejected &= !Before.up(to, policy);
      case CLOSING -> {}
    }
    if (to == ConnectionState.CLOSED && next instanceof Next.Stop stop) {
      stopped(stop);
    }
  }

  private void starting(Transition transition) {
    retry = Optional.empty();
    boolean byTimer =
        before.state() == ConnectionState.DISCONNECTED
            && before.event().kind() == EventKind.DEADLINE_REACHED;
    if (byTimer || transition.cause().kind() == CauseKind.BACKOFF_OVER) {
      require(before.stateDeadlinePassed(), ONE_RETRY, "an attempt starts before its time");
    }
  }

  private void stopped(Next.Stop stop) {
    if (stop.reason() == StopReason.ATTEMPTS_USED_UP) {
      int most = policy.maxReconnects().orElse(Integer.MAX_VALUE);
      // The failures that led here are one more than those before.
      int failures = MachineMemory.failures(before.words(), 0) + 1;
      require(failures > most, LIMITED_ATTEMPTS, "stops by the limit at failure " + failures);
    }
  }

  private void disconnected(Transition transition) {
    if (!(transition.next() instanceof Next.Retry planned)) {
      startedOver = true;
      rejected = false;
      return;
    }
    require(++retries == 1, ONE_RETRY, "two retries are planned at once");
    retry = Optional.of(planned);
    rejected |= verdicts.asksForCredentials(transition.cause());
    verdicts
        .complaint(transition.cause(), planned)
        .ifPresent(what -> complaints.report(BOUNDED_DELAYS, what));
    require(
        planned.failures() <= policy.maxReconnects().orElse(Integer.MAX_VALUE),
        LIMITED_ATTEMPTS,
        "a retry after failure " + planned.failures());
  }

  private void requirePresent(long number, String what) {
    require(live && number == attempt, WELL_FORMED, what + " for a link that is not there");
  }

  private void require(boolean holds, Property property, String what) {
    complaints.require(holds, property, what);
  }
}
