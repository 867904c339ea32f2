package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Given.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Holds what was told of commands against what the gateway did. One use, one thread. */
final class CommandPromises {

  private final List<Given> given;
  private final List<Deed> deeds;
  private final Lives lives;
  private final Map<Long, List<Given>> byNumber = new TreeMap<>();
  private final Map<Long, List<Deed>> done = new TreeMap<>();
  private final NavigableMap<Long, Long> storedSince = new TreeMap<>();
  private final Broken broken = new Broken();
  private long again;

  /**
   * What there is to hold against each other.
   *
   * @param given all that was given, and how it was answered
   * @param deeds what the gateway did
   * @param lives of the daemon
   * @param sent the messages: what was recorded before one of them was stored is stored, too
   */
  CommandPromises(Collection<Given> given, List<Deed> deeds, Lives lives, Collection<Sent> sent) {
    this.given = List.copyOf(given);
    this.deeds = List.copyOf(deeds);
    this.lives = lives;
    this.given.forEach(each -> list(byNumber, each.number()).add(each));
    byNumber.values().forEach(all -> all.sort(by(Given::answered)));
    deeds.forEach(each -> list(done, each.number()).add(each));
    long earliest = Long.MAX_VALUE;
    List<Sent> stored =
        sent.stream()
            .filter(each -> each.accepted() && each.kind() == Sent.Kind.AT_LEAST_ONCE)
            .sorted(Comparator.comparingLong(Sent::asked).reversed())
            .toList();
    for (Sent each : stored) {
      earliest = Math.min(earliest, each.answered());
      storedSince.put(each.asked(), earliest);
    }
  }

  private static Comparator<Given> by(ToLongFunction<Given> what) {
    return Comparator.comparingLong(what);
  }

  private static <T> List<T> list(Map<Long, List<T>> lists, long number) {
    return lists.computeIfAbsent(number, its -> new ArrayList<>());
  }

  /** What does not hold, each in one line; empty if everything does. */
  List<String> check() {
    done.forEach(this::lookAtDeeds);
    byNumber.forEach(this::lookAtAnswers);
    return broken.lines();
  }

  private void lookAtDeeds(long number, List<Deed> its) {
    List<Given> orders = byNumber.get(number);
    if (orders == null) {
      broken.add("nothing is done that nobody commanded", its.toString());
      return;
    }
    again += its.size() - 1;
    Given.Order order = orders.get(0).order();
    if (its.size() > 1 && !order.idempotent()) {
      broken.add("a command is done once at most", orders.get(0) + " was done as " + its);
    }
  }

  private void lookAtAnswers(long number, List<Given> answers) {
    List<Deed> its = done.getOrDefault(number, List.of());
    Set<String> names = new HashSet<>();
    its.forEach(each -> names.add(each.deed()));
    Given before = null;
    for (Given each : answers) {
      lookAtTruth(each, names, its);
      if (each.isTold()) {
        if (before != null) {
          lookAtMemory(before, each);
        }
        before = each;
      }
    }
    if (before == null && answers.get(0).order().calm()) {
      broken.add("in the calm every command is answered", answers.get(0).toString());
    }
  }

  private void lookAtTruth(Given each, Set<String> names, List<Deed> its) {
    if (each.told() == Told.NONSENSE) {
      broken.add("a command has one of four outcomes", each.toString());
    }
    if (each.told() == Told.ANSWERED && !names.contains(each.deed())) {
      broken.add("what is answered was done", each + ", but the gateway did " + its);
    }
    if (each.told() == Told.NOT_SENT) {
      // Given again, it may be sent then.
      its.stream()
          .filter(deed -> deed.atMillis() < each.answeredMillis())
          .forEach(deed -> broken.add("what is not sent was not done", each + " was " + deed));
    }
    boolean refusal = each.told() == Told.REFUSED;
    if (refusal && !each.order().unwanted()) {
      broken.add("what is refused was refused by the gateway", each.toString());
    }
    if (each.order().calm() && each.isTold() && each.told() != Told.ANSWERED) {
      broken.add("in the calm every command is answered", each.toString());
    }
  }

  private void lookAtMemory(Given before, Given after) {
    if (before.agrees(after)) {
      return;
    }
    boolean sameLife = before.life() == after.life() && after.life() % 2 == 0;
    if (sameLife) {
      broken.add("an outcome does not change", before + " became " + after);
    } else if (isSafe(before)) {
      broken.add("an outcome that is on the disk is known", before + " became " + after);
    }
  }

  /** Whether a message was stored behind it, by the same daemon: then it is stored as well. */
  private boolean isSafe(Given each) {
    // A connection that is being stopped says that it sends nothing, and records nothing.
    if (each.told() == Told.NOT_SENT || each.life() % 2 != 0) {
      return false;
    }
    Map.Entry<Long, Long> next = storedSince.higherEntry(each.answered());
    return next != null && next.getValue() < lives.endOf(each.life());
  }

  /** How many commands there were. */
  long commands() {
    return byNumber.size();
  }

  /** How often something was asked that is so. */
  long count(Predicate<Given> which) {
    return given.stream().filter(which).count();
  }

  /** How many deeds there were. */
  long deeds() {
    return deeds.size();
  }

  /** How many of them had been done before; after {@link #check}. */
  long again() {
    return again;
  }
}
