package dev.holdfast.adapter.transport;

/** The contract over ws through an HTTP proxy. */
class HttpProxyTransportTest extends ThroughProxyContract {

  HttpProxyTransportTest() {
    super(Proxy.Kind.HTTP, false);
  }
}
