package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story that is always the same (a few messages of every class, some before there is a link, some
 * on it), with a gateway that always does its duty; behind one event the process, its link, or both
 * come to an end. The witness of the worlds looks on.
 */
final class CrashStory {

  /** What ends. */
  enum Crash {
    PROCESS,
    LINK,
    BOTH
  }

  /** Instead of a number: nothing ends. */
  static final int NOWHERE = -1;

  private static final Duration MESSAGES_EVERY = Duration.ofMillis(40);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Delivery LEVEL = Delivery.latestValue("level");

  /** One after the other, every 40 ms; the link comes up between the fourth and the fifth. */
  private static final List<Delivery> MESSAGES =
      List.of(
          Delivery.AT_LEAST_ONCE,
          LEVEL,
          LEVEL,
          Delivery.BEST_EFFORT,
          Delivery.AT_LEAST_ONCE,
          Delivery.AT_LEAST_ONCE.boundToSession(),
          LEVEL,
          Delivery.BEST_EFFORT.boundToSession(),
          Delivery.AT_LEAST_ONCE.withId("user's"),
          LEVEL,
          Delivery.BEST_EFFORT,
          Delivery.AT_LEAST_ONCE);

  private static final int CONNECTS_AT = 3;

  /** The past is silent here: it would add events of its own. */
  private static final Sabotage NO_GHOSTS =
      new Sabotage() {
        @Override
        public boolean haunted() {
          return false;
        }
      };

  private final VirtualTime time = new VirtualTime();
  private final Story story = new Story(time, Optional.empty());
  private final Faults faults = new Faults(Dice.of(1));
  private final Plan plan;
  private final Mail mail;
  private final Sabotage sabotage;
  private final boolean committed;
  private final List<Letter> letters = new ArrayList<>();
  private Life life;
  private VirtualLoop loop;
  private boolean wanted;
  private int events;
  private String broken = "";

  /**
   * Lives it to the end.
   *
   * @param committed whether what was asked of the disk by then has reached it
   * @param where behind how many events something ends
   */
  CrashStory(Keeping keeping, AnswerForm form, Crash crash, boolean committed, int where) {
    this(keeping, form, crash, committed, where, NO_GHOSTS);
  }

  /** The same, with a bug planted in it. */
  CrashStory(
      Keeping keeping,
      AnswerForm form,
      Crash crash,
      boolean committed,
      int where,
      Sabotage sabotage) {
    faults.calmDown();
    this.sabotage = sabotage;
    this.committed = committed;
    this.plan =
        new Plan(
            settings(), form, form == AnswerForm.BY_KEY ? 3 : 1, keeping, 2, Integer.MAX_VALUE);
    this.mail = new Mail(plan, time, Dice.of(2));
    mail.calmDown();
    this.loop = new VirtualLoop(time);
    this.life = begin();
    for (int i = 0; i < MESSAGES.size(); i++) {
      int which = i;
      time.after(MESSAGES_EVERY.multipliedBy(i).toNanos(), () -> userActs(which));
    }
    try {
      live(crash, where);
    } catch (BrokenPromise promise) {
      broken = promise.promise().words() + ": " + promise.how() + "; " + story.end();
    }
  }

  private static ConnectionSettings settings() {
    OutboxLimits limits = new OutboxLimits(20, 200, 100);
    return new ConnectionSettings(
        "c0",
        List.of(URI.create("ws://gateway.test")),
        Map.of(),
        ConnectionPolicy.builder()
            .loginRequired(true)
            .heartbeat(new HeartbeatPolicy(true, Duration.ofSeconds(2), Duration.ofSeconds(1)))
            .build(),
        HeartbeatMode.PING,
        new OutboxSettings(
            limits,
            limits,
            limits,
            OutboxSettings.Overflow.REFUSE_NEWEST,
            Optional.empty(),
            new ReplayPolicy(1, 50),
            Duration.ofSeconds(2)),
        new DialogueSettings(10, Duration.ofMinutes(1), List.of(), List.of()));
  }

  private Life begin() {
    Surroundings world = new Surroundings(time, story, faults, sabotage, Optional.empty());
    Life next = new Life(world, plan, loop, Dice.of(3), mail);
    next.calmDown();
    loop.afterEach(() -> next.witness().check());
    return next;
  }

  private void userActs(int which) {
    if (which == CONNECTS_AT) {
      wanted = true;
      life.connect();
    }
    String text = Letter.MARK + Integer.toString(which);
    letters.add(life.send(new OutboundMessage.Text(text, MESSAGES.get(which))));
  }

  private void live(Crash crash, int where) {
    while (!isOver()) {
      if (events == where) {
        strike(crash);
      }
      if (time.nanoTime() > LONG.toNanos() || !time.step()) {
        break;
      }
      events++;
      life.witness().check();
    }
    time.pass(Duration.ofSeconds(5));
    life.witness().check();
  }

  /** Everything was said, answered, and is where it is to be. */
  private boolean isOver() {
    return letters.size() == MESSAGES.size()
        && mail.book().unanswered().isEmpty()
        && mail.book().isDiskEmpty()
        && mail.book().missing(mail.book().toArrive()).isEmpty()
        && life.status().queued() == 0;
  }

  private void strike(Crash crash) {
    if (crash != Crash.PROCESS) {
      life.gateway().restart(false);
    }
    if (crash != Crash.LINK) {
      story.tell("process", "is killed", "");
      life.die(false, asked -> committed ? asked : 0);
      loop.die();
      loop = new VirtualLoop(time);
      life = begin();
      if (wanted) {
        life.connect();
      }
    }
  }

  // --- what became of it ---

  /** How many events there were. */
  int events() {
    return events;
  }

  /** The first promise that was broken; empty if none was. */
  String broken() {
    return broken;
  }

  /** Whether nothing waits any more. */
  boolean isDone() {
    return isOver();
  }

  /** Accepted, and neither arrived nor replaced nor to be given up. */
  List<Letter> missing() {
    return letters.stream()
        .filter(letter -> letter.answer().orElse(SendResult.STOPPED) == SendResult.ACCEPTED)
        .filter(letter -> !letter.isGone())
        .filter(letter -> !mail.book().missing(List.of(letter)).isEmpty())
        .toList();
  }

  /** How often each message arrived, in the order in which they were given. */
  List<Integer> arrivals() {
    return letters.stream().map(Letter::arrivals).toList();
  }
}
