package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Holds what was accepted against what arrived. One use, one thread.
 *
 * <p>Order is looked at without a guess: the answer to one message was there before the other was
 * asked for, so the one must arrive first. Messages that several producers had on their way at the
 * same time may come in any order.
 */
final class Promises {

  private final Map<Long, Sent> sent = new TreeMap<>();
  private final List<Arrival> arrivals;
  private final Set<Long> deadLetters;
  private final Map<Long, Arrival> first = new LinkedHashMap<>();
  private final Broken broken = new Broken();
  private long duplicates;

  /**
   * What there is to hold against each other.
   *
   * @param sent every message that a producer asked for
   * @param arrivals what came, in order
   * @param deadLetters the numbers of the messages that the daemon has put aside
   */
  Promises(Collection<Sent> sent, List<Arrival> arrivals, Set<Long> deadLetters) {
    sent.forEach(each -> this.sent.put(each.number(), each));
    this.arrivals = List.copyOf(arrivals);
    this.deadLetters = Set.copyOf(deadLetters);
  }

  /** What does not hold, each in one line; empty if everything does. */
  List<String> check() {
    lookAtArrivals();
    lookAtWhatWasAccepted();
    lookAtValues();
    // A newer value takes the place of an older one: between keys there is no order.
    lookAtOrder(Kind.AT_LEAST_ONCE.label());
    lookAtOrder(Kind.BEST_EFFORT.label());
    return broken.lines();
  }

  /** Arrivals of a message that had arrived before; after {@link #check}. */
  long duplicates() {
    return duplicates;
  }

  private void lookAtArrivals() {
    Map<Long, String> latestLink = new HashMap<>();
    Map<String, Long> numberOfId = new HashMap<>();
    for (Arrival arrival : arrivals) {
      Sent its = sent.get(arrival.number());
      if (its == null) {
        breaks("nothing comes that nobody sent", arrival.toString());
        continue;
      }
      if (its.mustNotArrive()) {
        breaks("what was refused does not arrive", its.toString());
      }
      if (!its.id().isEmpty() && !its.id().equals(arrival.id())) {
        breaks("the id of the producer arrives", its + " came as " + arrival.id());
      }
      Long known = numberOfId.putIfAbsent(arrival.id(), arrival.number());
      if (known != null && known != arrival.number()) {
        breaks("no two messages have the same id", its + " and " + known + ": " + arrival.id());
      }
      String before = latestLink.put(arrival.number(), arrival.link());
      if (before == null) {
        first.put(arrival.number(), arrival);
      } else {
        lookAtDuplicate(its, arrival, before);
      }
    }
  }

  private void lookAtDuplicate(Sent its, Arrival again, String linkBefore) {
    duplicates++;
    Arrival original = first.get(again.number());
    if (original != null && !again.id().equals(original.id())) {
      breaks(
          "a duplicate has the same id", its + " came as " + original.id() + " and " + again.id());
    }
    if (again.link().equals(linkBefore)) {
      breaks("duplicates come only after a kill", its + " came twice on link " + linkBefore);
    }
    if (its.kind() == Kind.BEST_EFFORT) {
      breaks("best-effort messages come once", its.toString());
    }
  }

  private void lookAtWhatWasAccepted() {
    for (Sent each : sent.values()) {
      boolean mustArrive = each.kind() == Kind.AT_LEAST_ONCE || each.kind() == Kind.UNWANTED;
      if (each.accepted() && mustArrive && !first.containsKey(each.number())) {
        breaks("what was accepted arrives", each.toString());
      }
      if (each.kind() == Kind.TOO_LARGE && each.accepted()) {
        breaks("what is too large is refused", each.toString());
      }
      boolean refusedByGateway = each.kind() == Kind.UNWANTED && first.containsKey(each.number());
      if (refusedByGateway != deadLetters.contains(each.number())) {
        breaks(
            "what the gateway refuses is put aside, and nothing else",
            each + (refusedByGateway ? " was not put aside" : " was put aside"));
      }
    }
  }

  /** Values never go back, and the last that was accepted is there. */
  private void lookAtValues() {
    Map<String, Long> latest = new HashMap<>();
    for (Arrival arrival : arrivals) {
      Sent its = sent.get(arrival.number());
      if (its == null || its.kind() != Kind.LATEST_VALUE) {
        continue;
      }
      Long before = latest.put(its.key(), its.number());
      if (before != null && before > its.number()) {
        breaks("a value never goes back", its + " came after " + before);
      }
    }
    Map<String, Sent> lastAccepted = new HashMap<>();
    sent.values().stream()
        .filter(each -> each.kind() == Kind.LATEST_VALUE && each.accepted())
        .forEach(each -> lastAccepted.put(each.key(), each));
    lastAccepted.forEach(
        (key, last) -> {
          // Later ones that came without an answer may have taken its place.
          Long atGateway = latest.get(key);
          if (atGateway == null || atGateway < last.number()) {
            breaks("the last value is there", last + ", but the gateway has " + atGateway);
          }
        });
  }

  private void lookAtOrder(String label) {
    List<Sent> inOrder =
        first.keySet().stream()
            .map(sent::get)
            .filter(each -> each.kind().label().equals(label))
            .toList();
    Sent earliestAnswer = null;
    Set<Sent> toldAlready = new HashSet<>();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      Sent each = inOrder.get(i);
      if (earliestAnswer != null
          && earliestAnswer.answered() < each.asked()
          && toldAlready.add(earliestAnswer)) {
        breaks(
            "messages of a class keep their order",
            earliestAnswer + " was accepted before " + each + " was asked for, and came after it");
      }
      if (each.accepted()
          && (earliestAnswer == null || each.answered() < earliestAnswer.answered())) {
        earliestAnswer = each;
      }
    }
  }

  private void breaks(String promise, String how) {
    broken.add(promise, how);
  }

  /** How many messages are so. */
  long count(Predicate<Sent> which) {
    return sent.values().stream().filter(which).count();
  }

  /** How many messages have arrived that are so; after {@link #check}. */
  long arrived(Predicate<Sent> which) {
    return first.keySet().stream().map(sent::get).filter(which).count();
  }
}
