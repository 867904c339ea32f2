package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What happened, of which the end is kept. */
final class Story {

  /** Enough to understand a failure; the rest comes by living it again, verbosely. */
  static final int LINES_MAX = 60;

  private static final double NANOS_PER_SECOND = 1e9;

  private record Line(long atNanos, String who, String did, Object what) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%12.6f  %s %s %s", atNanos / NANOS_PER_SECOND, who, did, what);
    }
  }

  private final VirtualTime time;
  private final Optional<Consumer<String>> listener;
  private final Deque<Line> lines = new ArrayDeque<>();
  private long told;
  private long digest = 1;

  Story(VirtualTime time, Optional<Consumer<String>> listener) {
    this.time = time;
    this.listener = listener;
  }

  /**
   * Adds a line.
   *
   * @param what does not change any more
   */
  void tell(String who, String did, Object what) {
    Line line = new Line(time.nanoTime(), who, did, what);
    told++;
    digest = 31 * (31 * (31 * digest + line.atNanos) + who.hashCode()) + did.hashCode();
    if (lines.size() == LINES_MAX) {
      lines.remove();
    }
    lines.add(line);
    if (listener.isPresent()) {
      listener.get().accept(line.toString());
    }
  }

  /** The last lines, oldest first. */
  List<String> end() {
    return lines.stream().map(Line::toString).toList();
  }

  /** A number that two runs have in common only if they were the same. */
  long digest() {
    return 31 * digest + told;
  }
}
