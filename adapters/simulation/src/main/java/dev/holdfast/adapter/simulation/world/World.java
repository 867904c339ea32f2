package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.EventRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One world: one process with a few connections on a few loops, their gateways, a network between
 * them, and a user who wants this and that. One seed decides everything.
 */
final class World {

  private static final long ORIGIN_SPREAD_MILLIS = 90_000;

  /** How long a user waits for a link before he asks for something. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration HOUR = Duration.ofHours(1);

  private static final long SLACK_NANOS = 1_000_000_000;

  private final Dice dice;
  private final VirtualTime time;
  private final Story story;
  private final Surroundings surroundings;
  private final Wishes wishes;
  private final Mailroom mailroom;
  private final List<Mail> mail = new ArrayList<>();
  private final int steps;
  private final int loopsCount;
  private final List<Plan> plans = new ArrayList<>();
  private final List<VirtualLoop> loops = new ArrayList<>();
  private final List<Life> lives = new ArrayList<>();
  private final List<Boolean> wanted = new ArrayList<>();
  private long checksOfTheDead;
  private int crashes;

  World(long seed, OptionalInt steps, Optional<Consumer<String>> listener, Sabotage sabotage) {
    this(seed, steps, listener, sabotage, Optional.empty());
  }

  World(
      long seed,
      OptionalInt steps,
      Optional<Consumer<String>> listener,
      Sabotage sabotage,
      Optional<EventRecorder> recorder) {
    this.dice = Dice.of(seed);
    Dice ties = dice.split();
    this.time = new VirtualTime(() -> ties.below(8));
    this.story = new Story(time, listener);
    this.surroundings = new Surroundings(time, story, new Faults(dice.split()), sabotage, recorder);
    this.wishes = new Wishes(dice.split());
    this.mailroom = new Mailroom(dice.split());
    this.steps = steps.orElse(20 + dice.below(100));
    this.loopsCount = 1 + dice.below(2);
    int connections = 1 + dice.below(3);
    for (int i = 0; i < connections; i++) {
      Plan plan = Plan.draw("c" + i, dice.split());
      plans.add(plan);
      mail.add(new Mail(plan, time, dice.split()));
      wanted.add(false);
    }
    startProcess();
  }

  Story story() {
    return story;
  }

  Duration elapsed() {
    return time.elapsed();
  }

  /** How often the promises were checked. */
  long checks() {
    return checksOfTheDead + lives.stream().mapToLong(life -> life.witness().checks()).sum();
  }

  /** How often the process died before its time. */
  int crashes() {
    return crashes;
  }

  /** What each connection accepted and had not sent when it ended. */
  List<Integer> unsent() {
    return lives.stream().map(Life::unsent).toList();
  }

  /** Lives from the first wish to the end. */
  void live() {
    for (int i = 0; i < steps; i++) {
      somethingHappens();
      pass(
          switch (dice.below(10)) {
            case 0 -> 0;
            case 1, 2, 3 -> dice.nanos(0, 100);
            case 4, 5, 6, 7 -> dice.nanos(0, 2_000);
            case 8 -> dice.nanos(0, 10_000);
            default -> dice.nanos(0, 40_000);
          });
    }
    awaitThaw();
    if (dice.below(3) > 0) {
      story.tell("world", "the faults stop", "");
      surroundings.faults().calmDown();
      mail.forEach(Mail::calmDown);
      new Aftermath(time, plans, lives, wishes, mailroom, this::connect, this::pass)
          .mustBeAllRight();
    }
    shutDownInTime();
  }

  private void startProcess() {
    loops.clear();
    lives.clear();
    for (int i = 0; i < loopsCount; i++) {
      long origin = dice.oneIn(4) ? Long.MAX_VALUE - dice.nanos(0, ORIGIN_SPREAD_MILLIS) : 0;
      loops.add(new VirtualLoop(time, surroundings.faults(), origin));
    }
    for (int i = 0; i < plans.size(); i++) {
      VirtualLoop loop = loops.get(dice.below(loopsCount));
      lives.add(new Life(surroundings, plans.get(i), loop, dice.split(), mail.get(i)));
    }
    loops.forEach(loop -> loop.afterEach(this::check));
  }

  private void check() {
    for (Life life : lives) {
      life.check();
    }
  }

  private void pass(long nanos) {
    time.passNanos(nanos);
    check();
  }

  // --- what happens ---

  private void somethingHappens() {
    int which = dice.below(lives.size());
    Life life = lives.get(which);
    int mood = dice.below(100);
    if (mood < 20) {
      for (int i = dice.below(4); i >= 0; i--) {
        send(life);
      }
    } else if (mood < 40) {
      ask(life);
    } else if (mood < 52) {
      connect(which);
    } else if (mood < 55) {
      tell(which, "disconnect");
      wanted.set(which, false);
      life.disconnect(dice.nanos(1, 6_000));
    } else if (mood < 61) {
      tell(which, "reconnect now");
      life.reconnectNow();
    } else if (mood < 63) {
      tell(which, "reconnect now, disconnect, connect");
      life.reconnectNow();
      life.disconnect(dice.nanos(1, 6_000));
      connect(which);
      send(life);
    } else if (mood < 69) {
      sinkDoesSomething(which, life);
    } else if (mood < 73) {
      mail.get(which).disk().ifPresent(disk -> diskDoesSomething(which, disk));
    } else if (mood < 77) {
      tell(which, "credentials expire");
      life.credentials().expire();
    } else {
      worldDoesSomething(which, life, mood);
    }
  }

  private void sinkDoesSomething(int which, Life life) {
    switch (dice.below(5)) {
      case 0, 1 -> {
        tell(which, "sink is full");
        life.sink().fill();
      }
      case 2, 3 -> {
        tell(which, "sink has room");
        life.sink().makeRoom();
      }
      default -> {
        boolean breaks = dice.oneIn(2);
        tell(which, breaks ? "sink breaks" : "sink works");
        life.sink().breakDown(breaks);
      }
    }
  }

  private void diskDoesSomething(int which, SimulatedDisk disk) {
    boolean breaks = dice.oneIn(2);
    if (dice.oneIn(2)) {
      tell(which, breaks ? "disk is full" : "disk has room");
      disk.fill(breaks);
    } else {
      tell(which, breaks ? "disk cannot be read" : "disk can be read");
      disk.breakDown(breaks);
    }
  }

  private void worldDoesSomething(int which, Life life, int mood) {
    if (mood < 82) {
      freeze();
    } else if (mood < 87) {
      boolean inSilence = dice.oneIn(2);
      tell(which, inSilence ? "gateway loses power" : "gateway restarts");
      life.gateway().restart(inSilence);
    } else if (mood < 92) {
      tell(which, "network is cut");
      life.gateway().cut(true);
    } else if (mood < 97) {
      tell(which, "network is back");
      life.gateway().cut(false);
    } else if (dice.oneIn(2)) {
      crash();
    }
  }

  private void freeze() {
    boolean clockStands = dice.oneIn(2);
    long nanos = dice.nanos(0, 20_000);
    story.tell("process", "sleeps", Duration.ofNanos(nanos));
    long passes = clockStands ? 0 : nanos;
    for (VirtualLoop loop : loops) {
      long thaw = loop.freeze(nanos, clockStands);
      lives.stream()
          .filter(life -> life.livesOn(loop))
          .forEach(life -> life.witness().frozen(passes, thaw));
    }
  }

  private void crash() {
    crashes++;
    boolean inSilence = dice.oneIn(2);
    story.tell("process", inSilence ? "loses power" : "is killed", "");
    for (Life life : lives) {
      life.die(inSilence, asked -> dice.below(asked + 1));
      checksOfTheDead += life.witness().checks();
    }
    loops.forEach(VirtualLoop::die);
    time.passNanos(dice.nanos(0, 5_000));
    story.tell("process", "starts again", "");
    startProcess();
    for (int i = 0; i < lives.size(); i++) {
      if (wanted.get(i)) {
        connect(i);
      }
    }
  }

  private void connect(int which) {
    tell(which, "connect");
    wanted.set(which, true);
    lives.get(which).connect();
  }

  private void send(Life life) {
    life.send(mailroom.message());
  }

  private void ask(Life life) {
    int many = dice.below(4);
    if (dice.oneIn(2)) {
      many = time.passUntil(() -> life.status().up(), PATIENCE) ? 2 * many : 0;
    }
    for (int i = many; i >= 0; i--) {
      if (dice.oneIn(4)) {
        life.acquire(wishes.acquisition());
      } else {
        life.command(wishes.command());
      }
    }
  }

  private void tell(int which, String what) {
    story.tell(plans.get(which).settings().id(), "world:", what);
  }

  private void awaitThaw() {
    while (loops.stream().anyMatch(VirtualLoop::isFrozen)) {
      pass(SLACK_NANOS);
    }
  }

  // --- the end of every story ---

  private void shutDownInTime() {
    long longest = 0;
    for (int i = 0; i < lives.size(); i++) {
      long within = dice.nanos(1, 6_000);
      longest = Math.max(longest, within);
      tell(i, "shut down");
      lives.get(i).shutDown(within);
      if (dice.oneIn(2)) {
        lives.get(i).reconnectNow();
        lives.get(i).connect();
        Letter late = lives.get(i).send(mailroom.lastOne());
        if (!late.answer().equals(Optional.of(SendResult.STOPPED))) {
          lives.get(i).witness().broke(Promise.NO_ATTEMPT_AFTER_STOP, "a message was accepted");
        }
      }
    }
    pass(longest + surroundings.faults().slackNanos() + SLACK_NANOS);
    pass(HOUR.toNanos());
    for (Life life : lives) {
      List<Letter> unanswered = life.book().unanswered();
      if (!unanswered.isEmpty()) {
        life.witness().broke(Promise.SAFE_WHEN_ACCEPTED, unanswered + " are not answered");
      }
    }
    check();
  }
}
