package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.logging.SecretMask;

/** Offers the transports and the event loops they run on. */
public final class TransportModule extends AbstractModule {

  /** One loop serves thousands of connections; more than these would only wait for each other. */
  private static final int LOOPS_MOST = 8;

  @Provides
  @Singleton
  Transports transports(SecretMask mask, ObserverThread files) {
    return new Transports(files, mask);
  }

  @Provides
  @Singleton
  NettyEventLoops loops(DaemonConfig config) {
    // One connection lives on one loop; more would be idle threads.
    return NettyEventLoops.start(
        config.listed() ? Math.min(LOOPS_MOST, Runtime.getRuntime().availableProcessors()) : 1);
  }
}
