package dev.holdfast.adapter.simulation.fleet;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The event queue in the hold model (Jones, "An empirical comparison of priority-queue and
 * event-set implementations", Communications of the ACM 29 (1986)): the earliest entry comes out
 * and goes in again, one to thirty seconds later. One operation is both. The dates lie in the cells
 * of a storm.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QueueBenchmark {

  private static final long SOONEST_NANOS = 1_000_000_000L;
  private static final long LATEST_NANOS = 30_000_000_000L;

  /** How far the queue's dates reach; a run that comes there starts again. */
  private static final long END_NANOS = 1L << 49;

  /** Which queue. */
  @Param public QueueKind queue = QueueKind.WHEEL;

  /** How many entries wait. */
  @Param({"10000", "100000", "1000000"})
  public int entries;

  private final SplittableRandom random = new SplittableRandom(1);
  private EventQueue waiting = new HeapQueue(new Dates(0));

  /** Gives every entry a first date. */
  @Setup
  public void fill() {
    waiting = queue.make(new Cells(entries, false).dates());
    for (int entry = 0; entry < entries; entry++) {
      waiting.schedule(entry, random.nextLong(LATEST_NANOS));
    }
  }

  /** The earliest comes out and goes in again. */
  @Benchmark
  public int hold() {
    int entry = waiting.next();
    long now = waiting.at(entry);
    if (now > END_NANOS) {
      throw new IllegalStateException("no dates left: measure for a shorter time");
    }
    waiting.schedule(entry, now + random.nextLong(SOONEST_NANOS, LATEST_NANOS));
    return entry;
  }
}
