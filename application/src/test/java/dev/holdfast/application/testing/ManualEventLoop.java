package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.domain.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An event loop in virtual time: nothing runs until the test says so, and time moves only then.
 *
 * <p>One turn reads the input that has arrived, then takes the timers that are due, then runs tasks
 * until there are none, as a socket loop does. {@link #execute} is for any thread; everything else
 * is for the one that drives the test.
 */
public final class ManualEventLoop implements EventLoop {

  /** More than any story needs; a loop that feeds itself for ever ends here. */
  private static final int TURNS_MAX = 10_000;

  private static final int TASKS_PER_TURN_MAX = 100_000;

  private final ManualClock clock;
  private final long originNanos;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Dated> timers = new PriorityQueue<>(Dated::compare);
  private final PriorityQueue<Dated> arrivals = new PriorityQueue<>(Dated::compare);
  private long sequence;
  private long timersScheduled;
  private int timersMax;
  private volatile @Nullable Thread runner;
  private volatile boolean shutDown;

  /** Creates a loop whose clock reads zero. */
  public ManualEventLoop() {
    this(0);
  }

  /**
   * Creates a loop.
   *
   * @param originNanos the first reading of its clock; close to {@link Long#MAX_VALUE} it wraps
   */
  public ManualEventLoop(long originNanos) {
    this.originNanos = originNanos;
    this.clock = new ManualClock(originNanos);
  }

  @Override
  public void execute(Runnable task) {
    if (shutDown) {
      throw new RejectedExecutionException("the loop has been shut down");
    }
    tasks.add(task);
  }

  @Override
  public boolean inLoop() {
    return runner == Thread.currentThread();
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public Timer schedule(Runnable task, long delayNanos) {
    requireInLoop("schedule");
    Dated timer = new Dated(nanoTime() + Math.max(0, delayNanos), sequence++, task);
    timers.add(timer);
    timersScheduled++;
    timersMax = Math.max(timersMax, timers.size());
    return () -> {
      requireInLoop("cancel");
      timer.cancelled = true;
      timers.remove(timer);
    };
  }

  /**
   * Lets input arrive from outside: it runs on the loop, before the timers of its turn.
   *
   * @param delay from now; zero or more
   * @param input what a socket would make the loop do
   */
  public void arrive(Duration delay, Runnable input) {
    arrivals.add(new Dated(nanoTime() + delay.toNanos(), sequence++, input));
  }

  /** Runs turns until nothing is left to do at the present time. */
  public void runPending() {
    for (int turns = 0; hasWork(); turns++) {
      if (turns == TURNS_MAX) {
        throw new AssertionError("the loop does not come to rest");
      }
      turn();
    }
  }

  /** Lets time pass; whatever gets due on the way runs exactly at its time. */
  public void advance(Duration time) {
    long end = nanoTime() + time.toNanos();
    runPending();
    for (Dated next = earliest(); next != null && next.dueNanos - end <= 0; next = earliest()) {
      clock.advanceNanos(Math.max(0, next.dueNanos - nanoTime()));
      runPending();
    }
    clock.advanceNanos(end - nanoTime());
  }

  /** Lets time pass while the process sleeps: everything that gets due meanwhile is late. */
  public void suspend(Duration time) {
    clock.advance(time);
  }

  /** From now on the loop takes no task. */
  public void shutDown() {
    shutDown = true;
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime() - originNanos);
  }

  /** How long until each armed timer is due, the earliest first. */
  public List<Duration> pendingTimers() {
    return timers.stream()
        .sorted(Dated::compare)
        .map(timer -> Duration.ofNanos(timer.dueNanos - nanoTime()))
        .toList();
  }

  /** Tasks that were given and have not run. */
  public int pendingTasks() {
    return tasks.size();
  }

  /** How often a timer was armed, since the start. */
  public long timersScheduled() {
    return timersScheduled;
  }

  /** The most timers that were armed at one time, since the start. */
  public int timersMax() {
    return timersMax;
  }

  private boolean hasWork() {
    return !tasks.isEmpty() || isDue(arrivals.peek()) || isDue(timers.peek());
  }

  private void turn() {
    if (runner != null) {
      throw new IllegalStateException("the loop is in the middle of a turn");
    }
    runner = Thread.currentThread();
    try {
      takeDue(arrivals).forEach(Dated::run);
      tasks.addAll(takeDue(timers));
      int run = 0;
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        if (++run > TASKS_PER_TURN_MAX) {
          throw new AssertionError("the tasks of one turn do not come to an end");
        }
        task.run();
      }
    } finally {
      runner = null;
    }
  }

  private List<Dated> takeDue(PriorityQueue<Dated> queue) {
    List<Dated> due = new ArrayList<>();
    while (isDue(queue.peek())) {
      due.add(queue.remove());
    }
    return due;
  }

  private boolean isDue(@Nullable Dated dated) {
    return dated != null && dated.dueNanos - nanoTime() <= 0;
  }

  private @Nullable Dated earliest() {
    Dated arrival = arrivals.peek();
    Dated timer = timers.peek();
    if (arrival == null || timer == null) {
      return arrival == null ? timer : arrival;
    }
    return arrival.dueNanos - timer.dueNanos <= 0 ? arrival : timer;
  }

  private void requireInLoop(String what) {
    if (!inLoop()) {
      throw new IllegalStateException(what + " is for the loop's thread only");
    }
  }

  /** Something with a date. */
  private static final class Dated implements Runnable {

    private final long dueNanos;
    private final long sequence;
    private final Runnable task;
    private boolean cancelled;

    Dated(long dueNanos, long sequence, Runnable task) {
      this.dueNanos = dueNanos;
      this.sequence = sequence;
      this.task = task;
    }

    @Override
    public void run() {
      if (!cancelled) {
        task.run();
      }
    }

    // By subtraction, because the clock may wrap.
    static int compare(Dated a, Dated b) {
      long apart = a.dueNanos - b.dueNanos;
      return apart == 0 ? Long.compare(a.sequence, b.sequence) : Long.signum(apart);
    }
  }
}
