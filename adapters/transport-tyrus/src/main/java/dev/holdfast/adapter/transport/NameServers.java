package dev.holdfast.adapter.transport;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;

/** Says which name servers to ask. */
@FunctionalInterface
interface NameServers {

  /** The name servers as configured at this moment. */
  DnsServerAddressStreamProvider current();
}
