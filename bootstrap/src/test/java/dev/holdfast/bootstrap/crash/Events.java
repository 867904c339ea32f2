package dev.holdfast.bootstrap.crash;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The latest events of a run, for whoever looks for the reason of a failure. Any thread. */
final class Events {

  private static final int KEPT = 60;

  private final long start = System.nanoTime();
  private final Deque<String> latest = new ArrayDeque<>();

  synchronized void add(String event) {
    if (latest.size() == KEPT) {
      latest.removeFirst();
    }
    latest.addLast(
        String.format(
            Locale.ROOT,
            "%9.3f s  %s",
            (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1),
            event));
  }

  synchronized List<String> latest() {
    return List.copyOf(latest);
  }
}
