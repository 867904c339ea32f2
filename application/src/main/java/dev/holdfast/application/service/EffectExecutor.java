package dev.holdfast.application.service;

import dev.holdfast.application.outbox.Outbox;
import dev.holdfast.domain.cause.Initiator;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Effects;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Reaction;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns each effect of the machine into one call to a port. Loop thread only. */
final class EffectExecutor implements Effects {

  private ConnectionSettings settings;
  private ConnectionPorts ports;
  private final TrafficCounters counters;
  private final Outbox outbox;
  private final Dialogue dialogue;
  private final EventFeed feed;
  private EndpointRotation endpoints;
  private final TransitionLog log;
  private final Observers observers;

  /** What one event has brought about so far: a few transitions at most. */
  private final Queue<Transition> untold = new ArrayDeque<>(2);

  private final Consumer<Transition> afterTransition;
  private @Nullable AttemptLink current;

  /** Links of older attempts that are still open: there are none, or something is wrong. */
  private List<AttemptLink> leftOpen = List.of();

  EffectExecutor(
      ConnectionSettings settings,
      ConnectionPorts ports,
      TrafficCounters counters,
      Outbox outbox,
      Dialogue dialogue,
      EventFeed feed,
      Consumer<Transition> afterTransition) {
    this.settings = settings;
    this.ports = ports;
    this.counters = counters;
    this.outbox = outbox;
    this.dialogue = dialogue;
    this.feed = feed;
    this.afterTransition = afterTransition;
    this.endpoints = new EndpointRotation(settings.endpoints());
    this.log = new TransitionLog(settings.id(), ports.loop()::nanoTime);
    this.observers = new Observers(settings.id(), ports.observers(), ports.observerExecutor());
  }

  /** Whoever is dialled from now on is dialled as these say. */
  void adopt(ConnectionSettings newSettings, ConnectionPorts newPorts) {
    if (!newSettings.endpoints().equals(settings.endpoints())) {
      endpoints = new EndpointRotation(newSettings.endpoints());
    }
    settings = newSettings;
    ports = newPorts;
  }

  /** The attempt dialled last; there is one whenever the machine has a link. */
  AttemptLink current() {
    if (current == null) {
      throw new IllegalStateException("nothing was dialled yet");
    }
    return current;
  }

  /** How many links are open. */
  int openLinks() {
    if (!leftOpen.isEmpty()) {
      leftOpen = leftOpen.stream().filter(AttemptLink::isOpen).toList();
    }
    return leftOpen.size() + (current != null && current.isOpen() ? 1 : 0);
  }

  /** Whether what the gateway says is heard: a link that is not read is silent by our own doing. */
  boolean isListening() {
    return current != null && !current.readingPaused();
  }

  @Override
  public void dial(long attempt, boolean freshCredentials) {
    if (current != null && current.isOpen()) {
      leftOpen = new ArrayList<>(leftOpen);
      leftOpen.add(current);
    }
    current =
        new AttemptLink(
            attempt,
            new LinkLifetime(endpoints.returnIn(settings.returnAfter())),
            settings,
            ports,
            counters,
            outbox,
            dialogue,
            feed);
    current.open(endpoints.current(), freshCredentials);
  }

  @Override
  public void sendHeartbeat(long attempt) {
    current().sendHeartbeat();
  }

  @Override
  public void startClosing(long attempt, int code, String reason) {
    current().startClosing(code, reason);
  }

  @Override
  public void abort(long attempt) {
    current().abort();
  }

  @Override
  public void transitioned(Transition transition) {
    if (isUp(transition.to())) {
      endpoints.cameUp();
    } else if (neverCameUp(transition)) {
      endpoints.failed();
    }
    log.log(transition, isUp(transition.to()), settings.policy().stableAfter());
    afterTransition.accept(transition);
    untold.add(transition);
  }

  /** The connection is up, and has been for as long as it takes to start over. */
  void stable() {
    log.stable();
  }

  /**
   * Tells observers what came of the event that the machine has just handled: not before it is
   * recorded and its status can be asked for, because the last transition may end the process.
   */
  void tellObservers() {
    while (!untold.isEmpty()) {
      observers.tell(untold.remove());
    }
  }

  /** Tells observers how long a ping took. */
  void tellObservers(Duration roundTrip) {
    observers.tell(roundTrip);
  }

  @Override
  public void ignored(Event event, Reaction why) {
    if (why == Reaction.STALE) {
      counters.eventStale();
    } else {
      counters.eventIllegal();
    }
  }

  private boolean neverCameUp(Transition transition) {
    ConnectionState from = transition.from();
    return transition.to() == ConnectionState.CLOSED
        && from.hasLink()
        && from != ConnectionState.CLOSING
        && !isUp(from)
        && transition.cause().initiator() != Initiator.USER;
  }

  private boolean isUp(ConnectionState state) {
    return state == ConnectionState.AUTHENTICATED
        || (state == ConnectionState.CONNECTED && !settings.policy().loginRequired());
  }
}
