package dev.holdfast.adapter.metrics;

import dev.holdfast.application.port.out.EventLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How late timers of the event loops run: once a second each. A loop that is late is late for
 * heartbeats and messages too.
 */
final class LoopLag {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final Timer lag;

  LoopLag(MeterRegistry registry) {
    this.lag =
        Timer.builder("holdfast.event.loop.lag")
            .description("How late a timer of an event loop ran")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  void watch(List<EventLoop> loops) {
    for (EventLoop loop : loops) {
      try {
        loop.execute(() -> again(loop));
      } catch (RejectedExecutionException e) {
        // The process ends before it has begun.
        return;
      }
    }
  }

  private void again(EventLoop loop) {
    long due = loop.nanoTime() + EVERY.toNanos();
    var unused =
        loop.schedule(
            () -> {
              lag.record(Math.max(0, loop.nanoTime() - due), TimeUnit.NANOSECONDS);
              again(loop);
            },
            EVERY.toNanos());
  }
}
