package dev.holdfast.adapter.transport;

import java.util.Objects;

/**
 * What all links of one transport have in common. Immutable; any thread.
 *
 * @param limits how much one link may hold or take
 * @param tls how {@code wss} gateways are verified
 * @param proxies which links go through which proxy
 * @param compression whether {@code permessage-deflate} (RFC 7692) is offered to gateways; a
 *     gateway that does not want it is spoken to without
 * @param excerpt what of a payload is shown at trace level
 */
public record TransportOptions(
    Limits limits, TlsOptions tls, ProxyOptions proxies, boolean compression, Excerpt excerpt) {

  /** Checks that nothing is missing. */
  public TransportOptions {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(proxies, "proxies");
    Objects.requireNonNull(excerpt, "excerpt");
  }

  /** The default limits, the runtime's trust store, no proxy, no compression. */
  public static TransportOptions defaults() {
    return new TransportOptions(
        Limits.defaults(), TlsOptions.defaults(), ProxyOptions.none(), false, Excerpt.PLAIN);
  }

  /** The same with other limits. */
  public TransportOptions withLimits(Limits newLimits) {
    return new TransportOptions(newLimits, tls, proxies, compression, excerpt);
  }

  /** The same with other TLS settings. */
  public TransportOptions withTls(TlsOptions newTls) {
    return new TransportOptions(limits, newTls, proxies, compression, excerpt);
  }

  /** The same with other proxies. */
  public TransportOptions withProxies(ProxyOptions newProxies) {
    return new TransportOptions(limits, tls, newProxies, compression, excerpt);
  }

  /** The same with or without the offer of compression. */
  public TransportOptions withCompression(boolean offered) {
    return new TransportOptions(limits, tls, proxies, offered, excerpt);
  }

  /** The same, showing payloads another way. */
  public TransportOptions withExcerpt(Excerpt other) {
    return new TransportOptions(limits, tls, proxies, compression, other);
  }
}
