package dev.holdfast.adapter.transport;

import java.util.Objects;

/**
 * What all links of one transport have in common. Immutable; any thread.
 *
 * @param limits how much one link may hold or take
 * @param tls how {@code wss} gateways are verified
 */
public record TransportOptions(Limits limits, TlsOptions tls) {

  /** Checks that nothing is missing. */
  public TransportOptions {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(tls, "tls");
  }

  /** The default limits, the runtime's trust store. */
  public static TransportOptions defaults() {
    return new TransportOptions(Limits.defaults(), TlsOptions.defaults());
  }

  /** The same with other limits. */
  public TransportOptions withLimits(Limits newLimits) {
    return new TransportOptions(newLimits, tls);
  }

  /** The same with other TLS settings. */
  public TransportOptions withTls(TlsOptions newTls) {
    return new TransportOptions(limits, newTls);
  }
}
