package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.sink.latest.LatestMessages;
import dev.holdfast.adapter.sink.queue.FanOutSink;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.WallClock;
import java.util.List;

/** Offers one place where all messages go, instead of configured sinks. */
public final class OneSinkModule extends AbstractModule {

  private final MessageSink sink;

  /**
   * A module for that place.
   *
   * @param sink which it is
   */
  public OneSinkModule(MessageSink sink) {
    this.sink = sink;
  }

  @Override
  protected void configure() {
    bind(MessageSink.class).to(LatestMessages.class);
  }

  @Provides
  @Singleton
  LatestMessages latest(WallClock clock) {
    return new LatestMessages(sink, clock);
  }

  /** None has a queue that figures could be about. */
  @Provides
  @Singleton
  FanOutSink none(WallClock clock) {
    return new FanOutSink(List.of(), System::nanoTime, clock);
  }
}
