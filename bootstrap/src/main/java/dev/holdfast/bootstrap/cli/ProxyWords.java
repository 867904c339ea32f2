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

  private final DaemonConfig config;
  private final ProxyOptions options;

  ProxyWords(DaemonConfig config) {
    this.config = config;
    // Nothing is opened with it, so no password is read.
    this.options = Proxies.of(config.transport().proxy(), Runnable::run, secret -> {});
  }

  /** One line for each address of the gateway. */
  List<EffectiveSetting> ways() {
    return config.gateway().endpoints().stream().map(this::way).toList();
  }

  /** The same in words, for those that have a proxy; for the log. */
  List<String> lines() {
    return config.gateway().endpoints().stream()
        .filter(endpoint -> configured(endpoint).isPresent())
        .map(this::way)
        .map(way -> way.key() + ": " + way.shownValue() + " (" + way.source() + ")")
        .toList();
  }

  /** What in {@code NO_PROXY} looks like a mistake but need not be one. */
  List<String> warnings() {
    return options.exceptions().notUnderstood().stream()
        .map(entry -> "The entry " + printable(entry) + " of NO_PROXY has no meaning here")
        .toList();
  }

  private EffectiveSetting way(URI endpoint) {
    String key = "proxy for " + endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    Optional<ProxyConfig.Server> server = configured(endpoint);
    if (server.isEmpty()) {
      return new EffectiveSetting(key, DIRECT, "default");
    }
    return options
        .exceptionFor(endpoint)
        .map(entry -> new EffectiveSetting(key, DIRECT, "NO_PROXY has " + printable(entry)))
        .orElseGet(() -> new EffectiveSetting(key, server.get().toString(), server.get().source()));
  }

  private Optional<ProxyConfig.Server> configured(URI endpoint) {
    ProxyConfig proxies = config.transport().proxy();
    return endpoint.getScheme().equalsIgnoreCase("wss") ? proxies.wss() : proxies.ws();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
