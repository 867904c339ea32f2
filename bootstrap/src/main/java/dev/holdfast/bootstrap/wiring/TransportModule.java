package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.TlsOptions;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.bootstrap.config.DaemonConfig;
import java.util.Optional;

/** Offers the transport and the event loops it runs on. */
public final class TransportModule extends AbstractModule {

  @Provides
  @Singleton
  TransportOptions options(DaemonConfig config) {
    return TransportOptions.defaults()
        .withLimits(config.maxMessageBytes(), config.maxMessageBytes())
        // One connection lives on one loop; more would be idle threads.
        .withLoops(1)
        .withTls(new TlsOptions(config.gateway().tlsCaFile(), Optional.empty(), Optional.empty()));
  }

  @Provides
  @Singleton
  NettyEventLoops loops(TransportOptions options) {
    return NettyEventLoops.start(options.loops());
  }

  @Provides
  EventLoop loop(NettyEventLoops loops) {
    return loops.next();
  }

  @Provides
  @Singleton
  Transport transport(TransportOptions options) {
    return TyrusTransport.create(options);
  }
}
