package dev.holdfast.bootstrap.trial;

import dev.holdfast.bootstrap.logging.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The lines of a trial, each with its time, secrets masked. Any thread.
 *
 * <p>While a message is being understood its lines wait: what turns out to be a secret must be
 * masked in the message too.
 */
public final class Narration {

  private static final int SHOWN_MOST = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Consumer<String> lines;
  private final SecretMask mask;
  private final LongSupplier nanoTime;
  private final long start;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, and so is what follows. */
  private final List<String> waiting = new ArrayList<>();

  private boolean holding;

  /**
   * One that begins now.
   *
   * @param lines where its lines go
   * @param mask what must not be shown
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  public Narration(Consumer<String> lines, SecretMask mask, LongSupplier nanoTime) {
    this.lines = lines;
    this.mask = mask;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Tells something; waits while a message is being understood on another thread. */
  public void tell(String what) {
    lock.lock();
    try {
      double seconds = (nanoTime.getAsLong() - start) / NANOS_PER_SECOND;
      waiting.add(String.format(Locale.ROOT, "%8.3f s  ", seconds) + what);
      if (!holding) {
        tellWhatWaits();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something that is not to be shown from now on, nor in lines that wait. */
  void keepSecret(String secret) {
    mask.learn(secret);
  }

  /** Tells nothing before this is done, but everything then. */
  void allAtOnce(Runnable understanding) {
    lock.lock();
    holding = true;
    try {
      understanding.run();
    } finally {
      holding = false;
      tellWhatWaits();
      lock.unlock();
    }
  }

  private void tellWhatWaits() {
    waiting.forEach(line -> lines.accept(shown(line)));
    waiting.clear();
  }

  private String shown(String line) {
    String masked = mask.apply(line).replaceAll("\\p{Cntrl}", "?");
    return masked.length() <= SHOWN_MOST
        ? masked
        : masked.substring(0, SHOWN_MOST) + "... (" + masked.length() + " characters)";
  }
}
