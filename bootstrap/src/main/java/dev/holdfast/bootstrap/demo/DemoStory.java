package dev.holdfast.bootstrap.demo;

import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.domain.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells the demonstration line by line: when, who, what. Any thread. */
final class DemoStory {

  private final PrintWriter out;
  private final Clock clock;
  private final long startNanos;

  DemoStory(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.startNanos = clock.nanoTime();
  }

  void say(String line) {
    out.println(line);
  }

  void gateway(String what) {
    tell("gateway", what);
  }

  void link(String what) {
    tell("   link", what);
  }

  void data(String what) {
    tell("   data", what);
  }

  private void tell(String who, String what) {
    LoggingSetup.tail()
        .add(
            System.currentTimeMillis(),
            who.equals("gateway") ? "warn" : "info",
            who.strip(),
            "",
            what);
    double seconds = (clock.nanoTime() - startNanos) / 1e9;
    out.println(String.format(Locale.ROOT, "%7.1f s  %s  %s", seconds, who, what));
  }

  /** A duration as people read it: milliseconds below one second, seconds above. */
  static String duration(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
