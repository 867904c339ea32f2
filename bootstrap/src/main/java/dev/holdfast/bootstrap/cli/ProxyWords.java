package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.transport.ProxyOptions;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.config.EffectiveSetting;
import dev.holdfast.bootstrap.config.ProxyConfig;
import dev.holdfast.bootstrap.wiring.Proxies;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Says which way the links to a gateway take, and who decided that. */
final class ProxyWords {

  private static final String DIRECT = "none";

  /** A thousand gateways have a thousand ways. */
  private static final int LINES_MOST = 20;

  /** A way that nobody needs to be told twice. */
  private record Way(URI endpoint, ProxyConfig proxies) {}

  private final List<Way> all;

  ProxyWords(DaemonConfig config) {
    this.all =
        config.connections().stream()
            .flatMap(
                connection ->
                    connection.gateway().endpoints().stream()
                        .map(uri -> new Way(origin(uri), connection.transport().proxy())))
            .distinct()
            .toList();
  }

  private static URI origin(URI endpoint) {
    return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
  }

  private static ProxyOptions options(ProxyConfig proxies) {
    // Nothing is opened with it, so no password is read.
    return Proxies.of(proxies, Runnable::run, secret -> {});
  }

  /** One line for each address of a gateway. */
  List<EffectiveSetting> ways() {
    return all.stream().map(ProxyWords::way).toList();
  }

  /** The same in words, for those that have a proxy; for the log. */
  List<String> lines() {
    return all.stream()
        .filter(way -> configured(way).isPresent())
        .map(ProxyWords::way)
        .limit(LINES_MOST)
        .map(way -> way.key() + ": " + way.shownValue() + " (" + way.source() + ")")
        .toList();
  }

  /** What in {@code NO_PROXY} looks like a mistake but need not be one. */
  List<String> warnings() {
    return all.stream()
        .map(Way::proxies)
        .distinct()
        .flatMap(proxies -> options(proxies).exceptions().notUnderstood().stream())
        .distinct()
        .map(entry -> "The entry " + printable(entry) + " of NO_PROXY has no meaning here")
        .toList();
  }

  private static EffectiveSetting way(Way way) {
    String key = "proxy for " + way.endpoint();
    Optional<ProxyConfig.Server> server = configured(way);
    if (server.isEmpty()) {
      return new EffectiveSetting(key, DIRECT, "default");
    }
    return options(way.proxies())
        .exceptionFor(way.endpoint())
        .map(entry -> new EffectiveSetting(key, DIRECT, "NO_PROXY has " + printable(entry)))
        .orElseGet(() -> new EffectiveSetting(key, server.get().toString(), server.get().source()));
  }

  private static Optional<ProxyConfig.Server> configured(Way way) {
    return way.endpoint().getScheme().equalsIgnoreCase("wss")
        ? way.proxies().wss()
        : way.proxies().ws();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
