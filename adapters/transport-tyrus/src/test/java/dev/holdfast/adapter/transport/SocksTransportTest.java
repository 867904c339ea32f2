package dev.holdfast.adapter.transport;

/** The contract over ws through a SOCKS proxy. */
class SocksTransportTest extends ThroughProxyContract {

  SocksTransportTest() {
    super(Proxy.Kind.SOCKS5, false);
  }
}
