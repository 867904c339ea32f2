package dev.holdfast.application.service;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.domain.command.CommandWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the gateway shall go on telling about: asked for anew after every login, and again when it
 * was refused. Loop thread only.
 */
final class Subscriptions implements Timed {

  /** More names make no line that anybody reads. */
  private static final int NAMED_MOST = 5;

  private final ConnectionLog log;
  private final List<SubscriptionIntent> intents;
  private final long timeoutNanos;
  private final Requests requests;
  private final LongSupplier clock;
  private final RandomGenerator random;

  /** Asked for on this link and not answered yet, for the first time. */
  private final Set<SubscriptionIntent> undecided = new LinkedHashSet<>();

  /** What the gateway took on this link at the first time of asking. */
  private final List<String> taken = new ArrayList<>();

  /** Written on the loop, read by anybody. */
  private final AtomicInteger established = new AtomicInteger();

  /**
   * Nothing is asked for yet.
   *
   * @param timeout how long one may wait for its answer
   * @param clock the monotonic clock of the loop
   */
  Subscriptions(
      String connection,
      List<Subscription> subscriptions,
      Duration timeout,
      Requests requests,
      LongSupplier clock,
      RandomGenerator random) {
    this.log = ConnectionLog.of(connection);
    this.intents = subscriptions.stream().map(SubscriptionIntent::new).toList();
    this.timeoutNanos = timeout.toNanos();
    this.requests = requests;
    this.clock = clock;
    this.random = random;
  }

  /** How many the gateway has acknowledged on this link. Any thread. */
  int established() {
    return established.get();
  }

  int wanted() {
    return intents.size();
  }

  /**
   * The connection is up.
   *
   * @param resumed whether the session of the link before goes on, with what it had acknowledged
   */
  void up(boolean resumed) {
    undecided.clear();
    taken.clear();
    for (SubscriptionIntent intent : intents) {
      if (resumed && intent.isAcknowledged()) {
        established.incrementAndGet();
      } else {
        undecided.add(intent);
        ask(intent);
      }
    }
  }

  void down() {
    intents.forEach(SubscriptionIntent::linkLost);
    established.set(0);
  }

  @Override
  public long nanosUntilDue(long now) {
    long soonest = NEVER;
    for (SubscriptionIntent intent : intents) {
      soonest = Math.min(soonest, intent.nanosUntilDue(now));
    }
    return soonest;
  }

  @Override
  public void timePassed(long now) {
    for (SubscriptionIntent intent : intents) {
      if (intent.nanosUntilDue(now) <= 0) {
        ask(intent);
      }
    }
  }

  private void ask(SubscriptionIntent intent) {
    Subscription subscription = intent.subscription();
    long question = intent.ask();
    // Ahead of all commands; and never again on another link, where it is asked for anyway.
    requests.submit(
        new Request.Subscribe(subscription.name(), subscription.payload()),
        new CommandWish(subscription.name(), timeoutNanos, false, true),
        clock.getAsLong(),
        outcome -> {
          if (intent.heeds(question)) {
            ended(intent, outcome);
          }
        });
  }

  private void ended(SubscriptionIntent intent, CommandOutcome outcome) {
    String name = intent.subscription().name();
    boolean first = undecided.remove(intent);
    if (outcome instanceof CommandOutcome.Answered answered) {
      if (intent.failures() > 0) {
        log.info("Subscribed to {} at last", name);
      } else if (first) {
        taken.add(name);
      }
      // Of what has no answer nobody knows whether it arrived.
      intent.accepted(!answered.body().isEmpty());
      established.incrementAndGet();
      tellIfDecided();
      return;
    }
    tellIfDecided();
    long delay = intent.refused(clock.getAsLong(), random.nextDouble());
    if (PowersOfTen.include(intent.failures())) {
      log.warn(
          "Subscription to {} failed, number {} in a row: {}; asked for again in {} ms",
          name,
          intent.failures(),
          OutcomeWords.of(outcome),
          delay / 1_000_000);
    }
  }

  /** One line for a link, however many there are. */
  private void tellIfDecided() {
    if (!undecided.isEmpty() || taken.isEmpty()) {
      return;
    }
    String names = String.join(", ", taken.subList(0, Math.min(NAMED_MOST, taken.size())));
    if (taken.size() > NAMED_MOST) {
      log.info("Subscribed to {} topics: {}, ...", taken.size(), names);
    } else {
      log.info("Subscribed to {}", names);
    }
    taken.clear();
  }
}
