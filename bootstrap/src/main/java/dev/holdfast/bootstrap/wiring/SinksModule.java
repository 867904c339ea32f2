package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.sink.queue.FanOutSink;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.SinkConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Offers the configured sinks as the place where messages go. */
public final class SinksModule extends AbstractModule {

  private final Map<SinkConfig, Target> targets;

  /**
   * A module for targets that are open; they belong to the sinks from then on.
   *
   * @param targets in the order in which they are to be served
   */
  public SinksModule(Map<SinkConfig, Target> targets) {
    this.targets = new LinkedHashMap<>(targets);
  }

  @Provides
  @Singleton
  FanOutSink sinks(WallClock wallClock, Provider<RandomGenerator> random, Provider<Daemon> daemon) {
    List<QueuedSink> sinks = new ArrayList<>();
    targets.forEach(
        (config, target) ->
            sinks.add(
                new QueuedSink(
                    config.name(),
                    target,
                    SinkTargets.queue(config.queue()),
                    new QueuedSink.Surroundings(
                        System::nanoTime, wallClock, random.get(), whenGone(config, daemon)))));
    return new FanOutSink(sinks, System::nanoTime, wallClock);
  }

  @Provides
  MessageSink sink(FanOutSink sinks) {
    return sinks;
  }

  /** Whoever closes the pipe asks to stop; any other target that goes is one of several. */
  private static Runnable whenGone(SinkConfig config, Provider<Daemon> daemon) {
    return config instanceof SinkConfig.StandardOutput ? () -> daemon.get().stop() : () -> {};
  }
}
