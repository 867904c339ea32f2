package dev.holdfast.adapter.transport;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Which links go through which proxy. Immutable; any thread.
 *
 * @param ws the proxy for {@code ws} gateways; empty for none
 * @param wss the proxy for {@code wss} gateways; empty for none
 * @param exceptions the gateways that are connected to directly all the same
 */
public record ProxyOptions(Optional<Proxy> ws, Optional<Proxy> wss, NoProxy exceptions) {

  /** Checks that nothing is missing. */
  public ProxyOptions {
    Objects.requireNonNull(ws, "ws");
    Objects.requireNonNull(wss, "wss");
    Objects.requireNonNull(exceptions, "exceptions");
  }

  /** Every link is direct. */
  public static ProxyOptions none() {
    return new ProxyOptions(Optional.empty(), Optional.empty(), NoProxy.none());
  }

  /** Every link goes through one proxy. */
  public static ProxyOptions of(Proxy proxy) {
    return new ProxyOptions(Optional.of(proxy), Optional.of(proxy), NoProxy.none());
  }

  /** The same with other exceptions. */
  public ProxyOptions except(NoProxy newExceptions) {
    return new ProxyOptions(ws, wss, newExceptions);
  }

  /**
   * The proxy that a link to a gateway goes through.
   *
   * @param endpoint {@code ws} or {@code wss}, with a host
   * @return empty if the link is direct
   */
  public Optional<Proxy> proxyFor(URI endpoint) {
    return exceptionFor(endpoint).isPresent() ? Optional.empty() : configuredFor(endpoint);
  }

  /**
   * Why a gateway is connected to directly although there is a proxy for its scheme.
   *
   * @param endpoint {@code ws} or {@code wss}, with a host
   * @return the exception as it was written; empty if there is none, or no proxy
   */
  public Optional<String> exceptionFor(URI endpoint) {
    return configuredFor(endpoint)
        .flatMap(
            proxy ->
                exceptions.entryFor(
                    UpgradeRequest.bareHost(endpoint), UpgradeRequest.port(endpoint)));
  }

  private Optional<Proxy> configuredFor(URI endpoint) {
    return UpgradeRequest.isSecure(endpoint) ? wss : ws;
  }
}
