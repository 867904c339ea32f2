package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;

/**
 * The transport port: Tyrus's protocol engine on Netty's sockets, TLS and DNS, with all of a link
 * on one {@link NettyEventLoops} loop and without a thread of its own.
 */
public final class TyrusTransport implements Transport {

  private final TransportOptions options;
  private final NameLookup lookup;
  private final TlsContexts tls;

  private TyrusTransport(TransportOptions options, NameLookup lookup) {
    this.options = options;
    this.lookup = lookup;
    this.tls = new TlsContexts(options.tls());
  }

  /**
   * Creates the transport.
   *
   * @param options limits and TLS settings
   * @throws IllegalArgumentException if a TLS file cannot be used; the message says which and why
   */
  public static TyrusTransport create(TransportOptions options) {
    return create(options, new DnsLookup(DnsLookup.platformNameServers()));
  }

  static TyrusTransport create(TransportOptions options, NameLookup lookup) {
    return new TyrusTransport(options, lookup);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the loop is not one of {@link NettyEventLoops}
   */
  @Override
  public Link open(EventLoop loop, HandshakeRequest request, LinkListener listener) {
    if (!(loop instanceof NettyEventLoop nettyLoop)) {
      throw new IllegalArgumentException("the loop must come from NettyEventLoops");
    }
    nettyLoop.requireInLoop();
    NettyLink link = new NettyLink(nettyLoop, options, lookup, tls, request, listener);
    if (UpgradeRequest.isSecure(request.endpoint())) {
      startWithTls(link, nettyLoop);
    } else {
      link.start();
    }
    return link;
  }

  /** Only once TLS is loaded: what the loop would wait for, everybody on it would wait for. */
  private void startWithTls(NettyLink link, NettyEventLoop loop) {
    var unused =
        tls.load()
            .whenComplete(
                (context, failure) -> {
                  if (failure == null) {
                    link.start();
                  } else {
                    loop.execute(() -> fail(link, failure));
                  }
                });
  }

  private static void fail(NettyLink link, Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      link.failed(Cause.of(CauseKind.TLS_FAILURE, ConnectFailures.message(failure)));
    } else {
      link.crashed(failure);
    }
  }
}
