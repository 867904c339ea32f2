package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.sink.journal.JournalOptions;
import dev.holdfast.adapter.sink.journal.JournaledSink;
import dev.holdfast.adapter.sink.latest.LatestMessages;
import dev.holdfast.adapter.sink.queue.FanOutSink;
import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.SinkConfig;
import dev.holdfast.bootstrap.config.SinkQueueConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Offers the configured sinks as the place where messages go. */
public final class SinksModule extends AbstractModule {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<SinkConfig, Target> targets;
  private final Optional<InboundJournal> journal;

  /**
   * A module for targets that are open; they belong to the sinks from then on.
   *
   * @param targets in the order in which they are to be served
   * @param journal where messages are kept until the sinks have them; opened for those that read it
   */
  public SinksModule(Map<SinkConfig, Target> targets, Optional<InboundJournal> journal) {
    this.targets = new LinkedHashMap<>(targets);
    this.journal = journal;
  }

  /** Whether a sink is served from the journal, if there is one: whoever may lose nothing. */
  static boolean readsTheJournal(SinkConfig sink) {
    return sink.queue().whenFull() == SinkQueueConfig.WhenFull.BLOCK;
  }

  /**
   * The sinks, and the way to them.
   *
   * @param all to be closed
   * @param entrance where messages go
   */
  private record Sinks(FanOutSink all, MessageSink entrance) {}

  @Provides
  @Singleton
  private Sinks sinks(
      DaemonConfig config,
      WallClock wallClock,
      Provider<RandomGenerator> random,
      Provider<Daemon> daemon) {
    JournalOptions bounds =
        config
            .storage()
            .journal()
            .map(its -> new JournalOptions(its.maxMessages(), its.maxBytes()))
            .orElseGet(JournalOptions::defaults);
    Optional<JournaledSink> journaled =
        journal.map(
            kept ->
                new JournaledSink(
                    kept,
                    bounds,
                    new JournaledSink.Surroundings(
                        wallClock,
                        CompletableFuture.delayedExecutor(
                            PAUSE.toMillis(), TimeUnit.MILLISECONDS))));
    List<QueuedSink> all = new ArrayList<>();
    List<QueuedSink> direct = new ArrayList<>();
    targets.forEach(
        (sink, target) -> {
          QueueOptions queue = SinkTargets.queue(sink.queue());
          QueuedSink.Surroundings surroundings =
              new QueuedSink.Surroundings(
                  System::nanoTime, wallClock, random.get(), whenGone(sink, daemon));
          if (journaled.isPresent() && readsTheJournal(sink)) {
            all.add(journaled.get().add(sink.name(), target, queue, surroundings));
          } else {
            // What comes from the journal comes in its order: there nobody can be held back.
            QueuedSink queued =
                new QueuedSink(
                    sink.name(), target, config.listed() ? queue.asShared() : queue, surroundings);
            all.add(queued);
            direct.add(queued);
          }
        });
    FanOutSink everybody = new FanOutSink(all, System::nanoTime, wallClock);
    journaled.ifPresent(
        sink -> sink.serveDirectly(new FanOutSink(direct, System::nanoTime, wallClock)));
    return new Sinks(everybody, journaled.<MessageSink>map(sink -> sink).orElse(everybody));
  }

  @Provides
  FanOutSink all(Sinks sinks) {
    return sinks.all();
  }

  @Provides
  MessageSink entrance(DaemonConfig config, Provider<LatestMessages> latest, Sinks sinks) {
    // Nobody can ask for them without a control API.
    return config.admin().isPresent() ? latest.get() : sinks.entrance();
  }

  @Provides
  @Singleton
  LatestMessages latest(Sinks sinks, WallClock wallClock) {
    return new LatestMessages(sinks.entrance(), wallClock);
  }

  /** Whoever closes the pipe asks to stop; any other target that goes is one of several. */
  private static Runnable whenGone(SinkConfig config, Provider<Daemon> daemon) {
    return config instanceof SinkConfig.StandardOutput ? () -> daemon.get().stop() : () -> {};
  }
}
