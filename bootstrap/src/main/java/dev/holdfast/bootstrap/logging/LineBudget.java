package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The most lines that the log gets: a burst, and then so many a second. Warnings and errors have a
 * budget of their own, so that nothing drowns them. What is left out is counted, and said once a
 * second.
 */
final class LineBudget implements Selection {

  /**
   * How many lines there may be.
   *
   * @param burst at once
   * @param perSecond in the long run
   */
  record Rate(int burst, int perSecond) {}

  /** From info level up. */
  static final Rate USUAL = new Rate(1000, 100);

  /** For who has asked for details. */
  static final Rate DETAILED = new Rate(20_000, 5_000);

  private static final Duration REPORT_AFTER = Duration.ofSeconds(1);

  /** One budget; guarded by the object around it. */
  private final class Pool {
    private final String what;
    private double left = USUAL.burst();
    private long filledNanos = timing.nanoTime();
    private long suppressed;

    Pool(String what) {
      this.what = what;
    }

    boolean take() {
      Rate rate = detailed.getAsBoolean() ? DETAILED : USUAL;
      long now = timing.nanoTime();
      double fresh = (double) (now - filledNanos) / TimeUnit.SECONDS.toNanos(1) * rate.perSecond();
      left = Math.min(rate.burst(), left + fresh);
      filledNanos = now;
      if (left >= 1) {
        left--;
        return true;
      }
      if (suppressed == 0) {
        timing.later(REPORT_AFTER, () -> report(this));
      }
      suppressed++;
      total.incrementAndGet();
      return false;
    }
  }

  private final Timing timing;
  private final BooleanSupplier detailed;
  private final Predicate<ILoggingEvent> free;
  private final Consumer<ILoggingEvent> out;
  private final AtomicLong total;
  private final Pool severe;
  private final Pool usual;

  /**
   * A full budget.
   *
   * @param detailed whether the larger one is in force
   * @param free which events cost nothing and are never left out
   * @param total counts what was left out
   * @param out gets what is said of that
   */
  LineBudget(
      Timing timing,
      BooleanSupplier detailed,
      Predicate<ILoggingEvent> free,
      AtomicLong total,
      Consumer<ILoggingEvent> out) {
    this.timing = timing;
    this.detailed = detailed;
    this.free = free;
    this.total = total;
    this.out = out;
    this.severe = new Pool("lines about what is wrong");
    this.usual = new Pool("lines");
  }

  @Override
  public boolean takes(ILoggingEvent event) {
    if (free.test(event)) {
      return true;
    }
    Pool pool = event.getLevel().isGreaterOrEqual(Level.WARN) ? severe : usual;
    synchronized (this) {
      return pool.take();
    }
  }

  private void report(Pool pool) {
    long count;
    synchronized (this) {
      count = pool.suppressed;
      pool.suppressed = 0;
    }
    out.accept(
        OwnLine.of(
            Level.WARN,
            "dev.holdfast.log",
            "{} {} suppressed: there are more of them than anybody reads",
            count,
            pool.what));
  }
}
