package dev.holdfast.bootstrap.config;

import java.util.Objects;

/**
 * How bytes travel: what one link may take, TLS, and proxies. Immutable; any thread.
 *
 * @param maxFrameBytes the largest inbound frame, in bytes; 125 to 1 GiB
 * @param maxMessageBytes the largest message in either direction, in bytes; 125 to 1 GiB
 * @param maxFragments how many frames an inbound message may consist of; at least 1
 * @param maxHeaderBytes the longest answer to the upgrade request, in bytes; 1 KiB to 1 MiB
 * @param maxBufferedBytes outbound bytes that may wait for a gateway that does not read; 64 KiB to
 *     1 GiB
 * @param compression whether compression is offered to the gateway
 * @param tls whom to trust and who we are
 * @param proxy which proxies there are on the way
 */
public record TransportConfig(
    int maxFrameBytes,
    int maxMessageBytes,
    int maxFragments,
    int maxHeaderBytes,
    int maxBufferedBytes,
    boolean compression,
    TlsConfig tls,
    ProxyConfig proxy) {

  /** Checks that nothing is missing; the reader has checked the ranges. */
  public TransportConfig {
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(proxy, "proxy");
  }

  /** What is in force where nothing is configured. */
  public static TransportConfig defaults() {
    return new TransportConfig(
        16 << 20,
        16 << 20,
        65_536,
        16 << 10,
        17 << 20,
        false,
        TlsConfig.defaults(),
        ProxyConfig.none());
  }
}
