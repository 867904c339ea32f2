package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The way to a gateway through a proxy: the proxy's name, TCP, the proxy's handshake. Loop thread
 * only.
 *
 * <p>Where the gateway's addresses are looked up here, they are offered to the proxy one after the
 * other, each on a connection of its own: a SOCKS connection is over after one refusal.
 */
final class Passage implements NameLookup.Answer, Dialer.Result, Tunnel.Result {

  private final Equipment equipment;
  private final Guard guard;
  private final Proxy proxy;
  private final URI endpoint;
  private final Dialer.Result result;
  private final List<String> failures = new ArrayList<>();
  private TunnelLogin login = TunnelLogin.NOBODY;
  private List<String> targets = List.of();
  private int next;
  private NameLookup.@Nullable Query query;
  private @Nullable Reach reach;
  private @Nullable Tunnel tunnel;
  private @Nullable Channel channel;

  /**
   * Prepares it.
   *
   * @param result told exactly once unless cancelled, possibly inside {@link #start()}; a failure
   *     is proxy-failure, or dns-failure for the gateway's own name
   */
  Passage(Equipment equipment, Guard guard, Proxy proxy, URI endpoint, Dialer.Result result) {
    this.equipment = equipment;
    this.guard = guard;
    this.proxy = proxy;
    this.endpoint = endpoint;
    this.result = result;
  }

  void start() {
    var unused =
        TunnelLogin.of(proxy.login())
            .whenComplete(
                (given, failure) ->
                    equipment.onLoop(() -> guard.run(() -> loginKnown(given, failure))));
  }

  private void loginKnown(@Nullable TunnelLogin given, @Nullable Throwable failure) {
    if (failure != null) {
      withoutPassword(failure);
    } else if (given != null) {
      login = given;
      findTarget();
    }
  }

  private void withoutPassword(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof IOException || cause instanceof UncheckedIOException) {
      result.failed(failure("needs a password: " + ConnectFailures.message(cause)));
    } else {
      guard.crash(cause);
    }
  }

  private void findTarget() {
    String host = withoutZone(UpgradeRequest.bareHost(endpoint));
    if (proxy.kind() == Proxy.Kind.SOCKS5) {
      query = equipment.lookup().lookUp(equipment.loop(), host, this);
    } else if (proxy.kind() == Proxy.Kind.SOCKS5H && host.length() > Proxy.SOCKS_TEXT_MAX) {
      result.failed(failure("cannot be given a host name of more than 255 characters"));
    } else {
      targets = List.of(host);
      tryNext();
    }
  }

  /** Drops everything at once, a connection that was told of included. */
  void cancel() {
    if (query != null) {
      query.cancel();
    }
    dropConnection();
  }

  @Override
  public void found(List<InetAddress> addresses) {
    guard.run(
        () -> {
          targets =
              addresses.stream()
                  .map(InetAddress::getHostAddress)
                  .map(Passage::withoutZone)
                  .toList();
          tryNext();
        });
  }

  @Override
  public void notFound(String reason) {
    guard.run(
        () ->
            result.failed(
                Cause.of(
                    CauseKind.DNS_FAILURE,
                    reason + "; with socks5h:// the proxy would look it up")));
  }

  private void tryNext() {
    Reach made = new Reach(equipment, guard, proxy.host(), proxy.port(), this);
    reach = made;
    made.start();
  }

  @Override
  public void connected(Channel connection) {
    channel = connection;
    Tunnel made = newTunnel(targets.get(next));
    tunnel = made;
    made.enter(connection);
  }

  private Tunnel newTunnel(String host) {
    int port = UpgradeRequest.port(endpoint);
    if (proxy.kind() != Proxy.Kind.HTTP) {
      return new SocksTunnel(host, port, login, this);
    }
    String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    return new HttpTunnel(authority, login, equipment.options().limits().maxHeaderBytes(), this);
  }

  @Override
  public void failed(Cause cause) {
    result.failed(
        failure(
            (cause.kind() == CauseKind.DNS_FAILURE ? "is not known: " : "is not reached: ")
                + cause.detail()));
  }

  @Override
  public void through() {
    Channel connection = channel;
    Tunnel passed = tunnel;
    if (connection != null && passed != null) {
      // Whoever takes the channel over adds the handlers that the tunnel then hands on to.
      guard.run(() -> result.connected(connection));
      guard.run(() -> passed.leave(connection));
    }
  }

  @Override
  public void refused(String words, boolean elsewhere) {
    guard.run(
        () -> {
          failures.add(targets.size() > 1 ? words + " for " + targets.get(next) : words);
          next++;
          if (elsewhere && next < targets.size()) {
            dropConnection();
            tryNext();
          } else {
            result.failed(failure(String.join("; ", failures)));
          }
        });
  }

  @Override
  public void crashed(Throwable failure) {
    guard.crash(failure);
  }

  private Cause failure(String words) {
    return Cause.of(CauseKind.PROXY_FAILURE, "the proxy " + proxy.address() + " " + words);
  }

  private void dropConnection() {
    if (reach != null) {
      reach.cancel();
    }
    if (channel != null) {
      Sockets.reset(channel);
    }
  }

  /** RFC 6874 section 4: the zone means nothing outside this machine. */
  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }
}
