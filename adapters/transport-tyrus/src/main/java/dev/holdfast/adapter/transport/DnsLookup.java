package dev.holdfast.adapter.transport;

import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.util.NetUtil;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks names up in the hosts file and in the DNS, without any cache and without blocking the loop.
 *
 * <p>The hosts file, the list of name servers and the name itself are read anew for every attempt:
 * the network that this process woke up in need not be the one it started in. The Java runtime's
 * own lookup is not used, because it blocks a thread that nobody can call back.
 */
final class DnsLookup implements NameLookup {

  private static final Logger LOG = LoggerFactory.getLogger(DnsLookup.class);

  private final NameServers nameServers;

  DnsLookup(NameServers nameServers) {
    this.nameServers = nameServers;
  }

  @Override
  public Query lookUp(NettyEventLoop loop, String host, Answer answer) {
    List<InetAddress> known = literal(host);
    if (known.isEmpty()) {
      known = hostsFileEntries(host);
    }
    if (!known.isEmpty()) {
      answer.found(known);
      return () -> {};
    }
    DnsQuery query = new DnsQuery(loop, host, answer);
    query.start(nameServers.current());
    return query;
  }

  private static List<InetAddress> literal(String host) {
    if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
      return List.of();
    }
    try {
      // A literal is parsed, never looked up.
      return List.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      // The scope of a link-local address names an interface that is not there (now).
      LOG.debug("address literal {} cannot be used: {}", host, e.getMessage());
      return List.of();
    }
  }

  private static List<InetAddress> hostsFileEntries(String host) {
    HostsFileEntriesProvider entries;
    try {
      entries = HostsFileEntriesProvider.parser().parse();
    } catch (IOException e) {
      LOG.debug("hosts file not readable: {}", e.getMessage());
      return List.of();
    }
    String key = host.toLowerCase(Locale.ENGLISH);
    List<InetAddress> found = new ArrayList<>();
    found.addAll(entries.ipv6Entries().getOrDefault(key, List.of()));
    found.addAll(entries.ipv4Entries().getOrDefault(key, List.of()));
    return AddressOrder.interleaved(found);
  }

  /** The name servers of the platform as its configuration says them now. */
  static NameServers platformNameServers() {
    return new PlatformNameServers(new File("/etc/resolv.conf"));
  }
}
