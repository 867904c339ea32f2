package dev.holdfast.bootstrap.simulate;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar: one line of a terminal, written over and over and removed at the end. Short runs
 * never see it. One thread.
 */
public final class ProgressLine implements Progress {

  private static final long SHOWN_AFTER_NANOS = 700_000_000L;
  private static final long REDRAWN_AFTER_NANOS = 150_000_000L;
  private static final int CELLS = 24;
  private static final int WORDS_MAX = 28;

  /** Before that share the speed says little about the rest. */
  private static final double ESTIMATED_FROM = 0.01;

  private static final String LINE_START = "\r";
  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintWriter out;
  private final LongSupplier clock;
  private final long started;
  private long drawn;
  private boolean shown;

  /**
   * A bar that is not shown yet.
   *
   * @param out the terminal
   * @param clock nanoseconds of any origin
   */
  public ProgressLine(PrintWriter out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
    this.started = clock.getAsLong();
    this.drawn = started + SHOWN_AFTER_NANOS - REDRAWN_AFTER_NANOS;
  }

  @Override
  public void at(double share, String what) {
    long now = clock.getAsLong();
    if (now - drawn < REDRAWN_AFTER_NANOS) {
      return;
    }
    drawn = now;
    shown = true;
    double done = Math.max(0, Math.min(1, share));
    int full = (int) (CELLS * done);
    out.print(
        LINE_START
            + "["
            + "#".repeat(full)
            + "-".repeat(CELLS - full)
            + String.format(Locale.ROOT, "] %3.0f %%", 100 * done)
            + left(done, now - started)
            + "  "
            + (what.length() > WORDS_MAX ? what.substring(0, WORDS_MAX - 3) + "..." : what)
            + CLEAR_TO_END);
    out.flush();
  }

  @Override
  public void end() {
    if (shown) {
      out.print(LINE_START + CLEAR_TO_END);
      out.flush();
      shown = false;
    }
  }

  private static String left(double done, long elapsedNanos) {
    if (done < ESTIMATED_FROM) {
      return "";
    }
    long seconds = Math.round(elapsedNanos / 1e9 * (1 - done) / done);
    return seconds < 120
        ? String.format(Locale.ROOT, ", %d s left", seconds)
        : String.format(Locale.ROOT, ", %d min left", Math.round(seconds / 60.0));
  }
}
