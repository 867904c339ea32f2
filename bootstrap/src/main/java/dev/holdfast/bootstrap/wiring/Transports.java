package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.transport.Limits;
import dev.holdfast.adapter.transport.TlsOptions;
import dev.holdfast.adapter.transport.TransportOptions;
import dev.holdfast.adapter.transport.TyrusTransport;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.bootstrap.config.TlsConfig;
import dev.holdfast.bootstrap.config.TransportConfig;
import dev.holdfast.bootstrap.logging.SecretMask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The transports of a process: one for all connections that are told the same about it. For one
 * thread at a time.
 */
final class Transports {

  private final Executor files;
  private final SecretMask mask;
  private final Map<TransportConfig, Transport> all = new LinkedHashMap<>();

  /**
   * None is made yet.
   *
   * @param files where files are read
   * @param mask told of every secret that a file held
   */
  Transports(Executor files, SecretMask mask) {
    this.files = files;
    this.mask = mask;
  }

  /** The transport for a configuration: the same object for equal ones. */
  Transport of(TransportConfig config) {
    return all.computeIfAbsent(config, it -> TyrusTransport.create(options(it)));
  }

  private TransportOptions options(TransportConfig transport) {
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
        .withProxies(Proxies.of(transport.proxy(), files, mask::learn))
        .withExcerpt(mask::excerpt);
  }
}
