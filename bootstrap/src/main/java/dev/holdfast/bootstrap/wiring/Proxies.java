package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.transport.NoProxy;
import dev.holdfast.adapter.transport.Proxy;
import dev.holdfast.adapter.transport.ProxyOptions;
import dev.holdfast.bootstrap.config.ProxyConfig;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Turns configured proxies into those of the transport. */
public final class Proxies {

  private Proxies() {}

  /**
   * What the transport is to do.
   *
   * @param files where files are read
   * @param learned told of every password that a file held, whenever it is read
   */
  public static ProxyOptions of(ProxyConfig config, Executor files, Consumer<String> learned) {
    return new ProxyOptions(
        config.ws().map(server -> proxy(server, files, learned)),
        config.wss().map(server -> proxy(server, files, learned)),
        NoProxy.parse(config.exceptions()));
  }

  private static Proxy proxy(ProxyConfig.Server server, Executor files, Consumer<String> learned) {
    Proxy.Kind kind =
        switch (server.kind()) {
          case HTTP -> Proxy.Kind.HTTP;
          case SOCKS5 -> Proxy.Kind.SOCKS5;
          case SOCKS5H -> Proxy.Kind.SOCKS5H;
        };
    return new Proxy(
        kind,
        server.host(),
        server.port(),
        server.user().map(user -> new Proxy.Login(user, () -> server.passwordNow(files, learned))));
  }
}
