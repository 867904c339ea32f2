package dev.holdfast.bootstrap.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what the gateway was told that was received against what is in the sink. Its notifications
 * have numbers from 1, and it sends them in order. One use, one thread.
 */
final class InboundPromises {

  private final Set<Long> acknowledged;
  private final List<Delivered> delivered;
  private final List<Long> ends;
  private final List<Long> beginnings;
  private final Broken broken = new Broken();
  private long duplicates;

  /**
   * What there is to hold against each other.
   *
   * @param acknowledged what the gateway was told that was received
   * @param delivered what is in the sink's file, in order
   * @param ends how long that file was when the daemon was dead
   * @param beginnings when it began to live again each time
   */
  InboundPromises(
      Set<Long> acknowledged, List<Delivered> delivered, List<Long> ends, List<Long> beginnings) {
    this.acknowledged = new TreeSet<>(acknowledged);
    this.delivered = List.copyOf(delivered);
    this.ends = List.copyOf(ends);
    this.beginnings = List.copyOf(beginnings);
  }

  /** What does not hold, each in one line; empty if everything does. */
  List<String> check() {
    Map<Long, Integer> latestLife = new HashMap<>();
    Map<Long, Long> latestReceived = new HashMap<>();
    long highest = 0;
    int life = 0;
    for (Delivered each : delivered) {
      while (life < ends.size() && each.at() >= ends.get(life)) {
        life++;
      }
      Integer before = latestLife.put(each.number(), life);
      Long received = latestReceived.put(each.number(), each.receivedMillis());
      if (before == null) {
        if (each.number() != highest + 1) {
          broken.add(
              "notifications keep their order",
              each.number() + " is the first behind " + highest + ", in life " + life);
        }
        highest = Math.max(highest, each.number());
      } else {
        duplicates++;
        // Or the gateway sent it again to one that could not know of the first time.
        if (before == life && received != null && !began(received, each.receivedMillis())) {
          broken.add(
              "duplicates come only after an end of the daemon",
              "notification " + each.number() + " came twice in life " + life);
        }
      }
    }
    for (long number : acknowledged) {
      if (!latestLife.containsKey(number)) {
        broken.add("what is acknowledged is in the sink", "notification " + number + " is not");
      }
    }
    return broken.lines();
  }

  private boolean began(long from, long to) {
    return beginnings.stream().anyMatch(begun -> from <= begun && begun <= to);
  }

  /** How many were acknowledged. */
  long acknowledged() {
    return acknowledged.size();
  }

  /** How many lines of the sink repeat what was there before; after {@link #check}. */
  long duplicates() {
    return duplicates;
  }

  /** How many lines there are. */
  long delivered() {
    return delivered.size();
  }
}
