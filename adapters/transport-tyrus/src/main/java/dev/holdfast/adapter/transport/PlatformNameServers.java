package dev.holdfast.adapter.transport;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.resolver.dns.UnixResolverDnsServerAddressStreamProvider;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name servers of {@code resolv.conf}, read anew each time; the platform's own without it. */
final class PlatformNameServers implements NameServers {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformNameServers.class);
  private static final int DNS_PORT = 53;

  private final File resolvConf;

  PlatformNameServers(File resolvConf) {
    this.resolvConf = resolvConf;
  }

  @Override
  public DnsServerAddressStreamProvider current() {
    if (!resolvConf.isFile()) {
      return DnsServerAddressStreamProviders.platformDefault();
    }
    try {
      return new UnixResolverDnsServerAddressStreamProvider(resolvConf);
    } catch (IOException | IllegalArgumentException e) {
      // resolver(5): without a nameserver line the local machine is asked. Netty would ask public
      // servers on the internet, which nobody configured.
      LOG.debug("no name server in {}: {}", resolvConf, e.getMessage());
      return new SingletonDnsServerAddressStreamProvider(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT));
    }
  }
}
