package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.Recurrence;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.ScheduledAcquisition;
import dev.holdfast.application.service.Subscription;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a connection is told about itself, and how its gateway answers.
 *
 * @param settings what it is told
 * @param form how answers say whose they are
 * @param maxInFlight how many requests the gateway takes at once
 * @param keeping how messages are kept, and when they are done with
 * @param pageMessages how many messages are read from a disk at once at most
 * @param takesAtMost how long a message may be before the gateway ends the link over it
 */
record Plan(
    ConnectionSettings settings,
    AnswerForm form,
    int maxInFlight,
    Keeping keeping,
    int pageMessages,
    int takesAtMost) {

  private static final int PERIOD_MAX_MILLIS = 20_000;

  /** The longest that a scheduled reading may take, and then some that find the link just away. */
  private static final Duration SCHEDULE_GOES_ON_WITHIN = Duration.ofMinutes(4);

  private static final String[] TOPICS = {"levels", "alarms", "weather"};

  static Plan draw(String id, Dice dice) {
    ConnectionSettings settings =
        new ConnectionSettings(
            id,
            List.of(URI.create("ws://a.test"), URI.create("ws://b.test")),
            Map.of(),
            policy(dice),
            dice.oneIn(2) ? HeartbeatMode.PING : HeartbeatMode.MESSAGE,
            outbox(dice),
            dialogue(dice));
    AnswerForm form = dice.pick(AnswerForm.values());
    Keeping keeping = dice.pick(Keeping.values());
    // One at a time where nothing but the turn tells whose an answer is, as the design wants it:
    // all messages have one name.
    boolean byTurn =
        form == AnswerForm.BY_ORDER
            || (form == AnswerForm.BY_ORDER_AND_NAME && keeping.acknowledged());
    int maxInFlight = byTurn ? 1 : 1 + dice.below(4);
    return new Plan(
        settings,
        form,
        maxInFlight,
        keeping,
        dice.oneIn(2) ? 1 + dice.below(4) : Integer.MAX_VALUE,
        dice.oneIn(4) ? 10 + dice.below(30) : Integer.MAX_VALUE);
  }

  private static OutboxSettings outbox(Dice dice) {
    return new OutboxSettings(
        limits(dice),
        limits(dice),
        limits(dice),
        dice.pick(OutboxSettings.Overflow.values()),
        dice.oneIn(4) ? Optional.of(duration(dice, 1_000, 60_000)) : Optional.empty(),
        dice.oneIn(3)
            ? ReplayPolicy.unlimited()
            : new ReplayPolicy(dice.below(4), 0.5 + dice.below(20)),
        duration(dice, 300, 10_000));
  }

  private static OutboxLimits limits(Dice dice) {
    return dice.oneIn(2)
        ? new OutboxLimits(20, 200, 100)
        : new OutboxLimits(1 + dice.below(20), 20 + dice.below(200), 10 + dice.below(60));
  }

  /** The names of what it subscribes to. */
  List<String> topics() {
    return settings.dialogue().subscriptions().stream().map(Subscription::name).toList();
  }

  /** How much of a class may wait. */
  OutboxLimits limits(MessageClass which) {
    return switch (which) {
      case AT_LEAST_ONCE -> settings.outbox().atLeastOnce();
      case LATEST_VALUE -> settings.outbox().latestValue();
      case BEST_EFFORT -> settings.outbox().bestEffort();
    };
  }

  /** Within what time a scheduled reading follows another when all is well. */
  Optional<Duration> schedule() {
    return settings.dialogue().acquisitions().isEmpty()
        ? Optional.empty()
        : Optional.of(SCHEDULE_GOES_ON_WITHIN);
  }

  private static DialogueSettings dialogue(Dice dice) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = dice.below(TOPICS.length + 1); i > 0; i--) {
      subscriptions.add(new Subscription(TOPICS[i - 1], "all " + TOPICS[i - 1]));
    }
    List<ScheduledAcquisition> acquisitions =
        dice.oneIn(3)
            ? List.of(
                new ScheduledAcquisition(
                    Clerk.SCHEDULED,
                    new Acquisition(
                        Clerk.MEASURE,
                        Clerk.SCHEDULED,
                        Clerk.STARTED,
                        Clerk.DATA,
                        Stamp.subjectOf(Clerk.SCHEDULED),
                        duration(dice, 500, 20_000)),
                    Recurrence.every(1_000 + dice.below(PERIOD_MAX_MILLIS - 1_000), 0)))
            : List.of();
    return new DialogueSettings(
        1 + dice.below(20), duration(dice, 300, 10_000), subscriptions, acquisitions);
  }

  private static ConnectionPolicy policy(Dice dice) {
    Duration base = duration(dice, 10, 1_000);
    Duration stableAfter = duration(dice, 0, 5_000);
    return ConnectionPolicy.builder()
        .connectTimeout(duration(dice, 500, 5_000))
        .loginTimeout(duration(dice, 500, 5_000))
        .loginRequired(dice.oneIn(2))
        .heartbeat(
            dice.oneIn(10)
                ? HeartbeatPolicy.off()
                : new HeartbeatPolicy(
                    true, duration(dice, 500, 10_000), duration(dice, 200, 3_000)))
        .stableAfter(stableAfter)
        .backoff(
            new Backoff(dice.pick(Jitter.values()), base, base.plus(duration(dice, 0, 10_000))))
        .closeTimeout(duration(dice, 50, 3_000))
        .maxLifetime(
            dice.oneIn(4)
                ? Optional.of(stableAfter.plus(duration(dice, 1_000, 30_000)))
                : Optional.empty())
        .maxReconnects(dice.oneIn(8) ? OptionalInt.of(5) : OptionalInt.empty())
        .build();
  }

  private static Duration duration(Dice dice, long lowMillis, long highMillis) {
    return Duration.ofNanos(dice.nanos(lowMillis, highMillis));
  }
}
