package dev.holdfast.adapter.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;

/**
 * An event loop in virtual time. A turn reads the input that is there, takes the timers that are
 * due, then runs tasks; any number of loops share one {@link VirtualTime}. One thread.
 */
public final class VirtualLoop implements InputLoop {

  private final VirtualTime time;
  private final LoopWeather weather;
  private final long originNanos;
  private final Deque<Runnable> inputs = new ArrayDeque<>();
  private final Deque<Dated> due = new ArrayDeque<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Runnable afterEach = () -> {};
  private long clockStoodNanos;
  private long frozenUntilNanos;
  private boolean turnPlanned;
  private boolean running;
  private boolean dead;
  private int armed;

  /** A punctual loop whose clock starts at zero. */
  public VirtualLoop(VirtualTime time) {
    this(time, LoopWeather.FINE, 0);
  }

  /**
   * A loop.
   *
   * @param time where it lives
   * @param weather how punctual it is
   * @param originNanos the first reading of its clock; close to {@link Long#MAX_VALUE} it wraps
   */
  public VirtualLoop(VirtualTime time, LoopWeather weather, long originNanos) {
    this.time = time;
    this.weather = weather;
    this.originNanos = originNanos - time.nanoTime();
  }

  /** Says what happens after each single input, timer and task. */
  public void afterEach(Runnable what) {
    afterEach = what;
  }

  @Override
  public long nanoTime() {
    return originNanos + time.nanoTime() - clockStoodNanos;
  }

  @Override
  public void execute(Runnable task) {
    if (dead) {
      throw new RejectedExecutionException("the loop has ended");
    }
    tasks.add(task);
    wake();
  }

  @Override
  public void input(Runnable input) {
    if (!dead) {
      inputs.add(input);
      wake();
    }
  }

  @Override
  public boolean inLoop() {
    return running;
  }

  @Override
  public Timer schedule(Runnable task, long delayNanos) {
    if (!running) {
      throw new IllegalStateException("schedule is for the loop's thread only");
    }
    Dated timer = new Dated(nanoTime() + Math.max(0, delayNanos), task);
    armed++;
    plan(timer);
    return timer;
  }

  /**
   * Stops the process for a while: nothing runs, and whatever gets due meanwhile is late.
   *
   * @param nanos how long
   * @param clockStands whether its monotonic clock stands still too, as in a suspended laptop, or
   *     goes on, as under SIGSTOP or a long garbage collection
   * @return what its clock will read when it goes on
   */
  public long freeze(long nanos, boolean clockStands) {
    long from = Math.max(frozenUntilNanos, time.nanoTime());
    frozenUntilNanos = from + nanos;
    if (clockStands) {
      clockStoodNanos += nanos;
    }
    return originNanos + frozenUntilNanos - clockStoodNanos;
  }

  /** The process is gone: nothing that was planned happens any more. */
  public void die() {
    dead = true;
    inputs.clear();
    due.clear();
    tasks.clear();
  }

  /** Whether the process is stopped now. */
  public boolean isFrozen() {
    return time.nanoTime() < frozenUntilNanos;
  }

  /** Timers that were armed and have neither run nor been cancelled. */
  public int armedTimers() {
    return armed;
  }

  /** Whether nothing is waiting to run now. */
  public boolean isIdle() {
    return inputs.isEmpty() && due.isEmpty() && tasks.isEmpty();
  }

  private void plan(Dated timer) {
    long late = weather.timerLateNanos();
    timer.earlyNanos = Math.max(0, -late);
    time.after(timer.dueNanos - nanoTime() + late, () -> fire(timer));
  }

  private void fire(Dated timer) {
    if (dead || timer.over) {
      return;
    }
    if (timer.dueNanos - nanoTime() > timer.earlyNanos && !isFrozen()) {
      // The clock stood still meanwhile.
      plan(timer);
      return;
    }
    due.add(timer);
    wake();
  }

  private void wake() {
    if (!turnPlanned) {
      turnPlanned = true;
      time.after(weather.turnDelayNanos(), this::turn);
    }
  }

  private void turn() {
    turnPlanned = false;
    if (dead) {
      return;
    }
    if (isFrozen()) {
      turnPlanned = true;
      time.after(frozenUntilNanos - time.nanoTime(), this::turn);
      return;
    }
    int left = weather.turnLength();
    while (left > 0 && !inputs.isEmpty()) {
      left--;
      run(inputs.remove());
    }
    if (inputs.isEmpty()) {
      takeDue();
    }
    while (left > 0 && !tasks.isEmpty()) {
      left--;
      run(tasks.remove());
    }
    if (!isIdle()) {
      wake();
    }
  }

  private void takeDue() {
    for (Dated timer = due.poll(); timer != null; timer = due.poll()) {
      if (timer.dueNanos - nanoTime() > timer.earlyNanos) {
        plan(timer);
      } else {
        tasks.add(timer);
      }
    }
  }

  private void run(Runnable task) {
    if (dead) {
      return;
    }
    running = true;
    try {
      task.run();
    } finally {
      running = false;
    }
    afterEach.run();
  }

  /** A timer. */
  private final class Dated implements Timer, Runnable {

    private final long dueNanos;
    private final Runnable task;
    private long earlyNanos;
    private boolean over;

    Dated(long dueNanos, Runnable task) {
      this.dueNanos = dueNanos;
      this.task = task;
    }

    @Override
    public void run() {
      if (!over) {
        over = true;
        armed--;
        task.run();
      }
    }

    @Override
    public void cancel() {
      if (!running) {
        throw new IllegalStateException("cancel is for the loop's thread only");
      }
      if (!over) {
        over = true;
        armed--;
      }
    }
  }
}
