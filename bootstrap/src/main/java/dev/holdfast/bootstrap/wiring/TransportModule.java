package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.transport.Limits;
import dev.holdfast.adapter.transport.NettyEventLoops;
import dev.holdfast.adapter.transport.TlsOptions;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.TlsConfig;
import dev.holdfast.bootstrap.config.TransportConfig;
import dev.holdfast.bootstrap.logging.SecretMask;

/** Offers the transport and the event loops it runs on. */
public final class TransportModule extends AbstractModule {

  @Provides
  @Singleton
  TransportOptions options(DaemonConfig config, SecretMask mask, ObserverThread files) {
    TransportConfig transport = config.transport();
    TlsConfig tls = transport.tls();
    return TransportOptions.defaults()
        .withLimits(
            Limits.defaults().toBuilder()
                .maxFrameBytes(transport.maxFrameBytes())
                .maxMessageBytes(transport.maxMessageBytes())
                .maxFragments(transport.maxFragments())
                .maxHeaderBytes(transport.maxHeaderBytes())
                .maxBufferedBytes(transport.maxBufferedBytes())
                .build())
        .withCompression(transport.compression())
        .withTls(new TlsOptions(tls.caFile(), tls.certificateFile(), tls.keyFile()))
        .withProxies(Proxies.of(transport.proxy(), files, mask::learn));
  }

  @Provides
  @Singleton
  NettyEventLoops loops() {
    // One connection lives on one loop; more would be idle threads.
    return NettyEventLoops.start(1);
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
