package dev.holdfast.adapter.transport;

/** The contract over wss through an HTTP proxy. */
class HttpProxyTlsTransportTest extends ThroughProxyContract {

  HttpProxyTlsTransportTest() {
    super(Proxy.Kind.HTTP, true);
  }
}
