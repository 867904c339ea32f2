package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.application.port.out.Transport;

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
    link.start();
    return link;
  }
}
