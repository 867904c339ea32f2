package dev.holdfast.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Time that passes when a test says so. */
final class ManualTiming implements Timing {

  private record Task(long atNanos, Runnable task) {}

  private final List<Task> tasks = new ArrayList<>();
  private long nanos = 1_000;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void later(Duration delay, Runnable task) {
    tasks.add(new Task(nanos + delay.toNanos(), task));
  }

  /** Lets time pass, and runs what is due. */
  void pass(Duration time) {
    nanos += time.toNanos();
    List<Task> due = tasks.stream().filter(task -> task.atNanos() <= nanos).toList();
    tasks.removeAll(due);
    due.forEach(task -> task.task().run());
  }

  /** How many tasks wait. */
  int waiting() {
    return tasks.size();
  }

  /** An event of the log with fields. */
  static ILoggingEvent event(Level level, Object... keysAndValues) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LoggingEvent event =
        new LoggingEvent(
            "test", context.getLogger("dev.holdfast.connection"), level, "message", null, null);
    List<KeyValuePair> pairs = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      pairs.add(new KeyValuePair((String) keysAndValues[i], keysAndValues[i + 1]));
    }
    event.setKeyValuePairs(pairs);
    return event;
  }
}
