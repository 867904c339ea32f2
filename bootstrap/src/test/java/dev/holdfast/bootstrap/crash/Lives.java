package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lives of the daemon, one after the other, and what was there at the end of each. {@link #now}
 * on any thread, the rest on one.
 */
final class Lives {

  private final Ledger ledger;
  private final Path sink;
  private final List<Long> ends = new ArrayList<>();
  private final List<Long> sinkLengths = new ArrayList<>();
  private final List<Long> beginningsMillis = new ArrayList<>();
  private volatile int now;

  /**
   * The first has begun.
   *
   * @param sink the file of the daemon's sink
   */
  Lives(Ledger ledger, Path sink) {
    this.ledger = ledger;
    this.sink = sink;
  }

  /**
   * Which one it is: even numbers, rising; odd ones while it is being ended and is not started
   * again.
   */
  int now() {
    return now;
  }

  /** The daemon is about to be ended. */
  void ends() {
    ends.add(ledger.nextMoment());
    now = 2 * ends.size() - 1;
  }

  /** It has ended, and is about to be started again. */
  void begins() throws IOException {
    sinkLengths.add(Files.exists(sink) ? Files.size(sink) : 0);
    beginningsMillis.add(System.currentTimeMillis());
    now = 2 * ends.size();
  }

  /**
   * Up to when a life lasted for sure.
   *
   * @param life an even number
   * @return in the order of {@link Ledger#nextMoment}
   */
  long endOf(int life) {
    return life / 2 < ends.size() ? ends.get(life / 2) : Long.MAX_VALUE;
  }

  /** How long the sink's file was at the end of each life that is over. */
  List<Long> sinkLengths() {
    return List.copyOf(sinkLengths);
  }

  /** When each life but the first began, the time of day. */
  List<Long> beginningsMillis() {
    return List.copyOf(beginningsMillis);
  }
}
