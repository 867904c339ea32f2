package dev.holdfast.adapter.transport;

/** The contract over wss through a SOCKS proxy. */
class SocksTlsTransportTest extends ThroughProxyContract {

  SocksTlsTransportTest() {
    super(Proxy.Kind.SOCKS5H, true);
  }
}
