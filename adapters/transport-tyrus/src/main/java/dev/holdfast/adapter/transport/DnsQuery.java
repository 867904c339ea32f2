package dev.holdfast.adapter.transport;

import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One lookup of a name in the DNS: A and AAAA are asked at the same time, each over a resolver (and
 * socket) of its own that lives as long as the query. Loop thread only.
 *
 * <p>When one family has answered, the other one is waited for 50 ms (RFC 8305 section 3), so that
 * a name server that swallows AAAA questions does not delay the connection.
 */
final class DnsQuery implements NameLookup.Query {

  private static final long RESOLUTION_DELAY_MILLIS = 50;
  private static final long QUERY_TIMEOUT_MILLIS = 2_000;

  private final NettyEventLoop loop;
  private final String host;
  private final NameLookup.Answer answer;
  private final List<DnsNameResolver> resolvers = new ArrayList<>(2);
  private final List<InetAddress> found = new ArrayList<>();
  private int outstanding;
  private String failure = "";
  private boolean done;
  private @Nullable Future<?> resolutionDelay;

  DnsQuery(NettyEventLoop loop, String host, NameLookup.Answer answer) {
    this.loop = loop;
    this.host = host;
    this.answer = answer;
  }

  void start(DnsServerAddressStreamProvider nameServers) {
    outstanding = 2;
    ask(ResolvedAddressTypes.IPV6_ONLY, nameServers);
    ask(ResolvedAddressTypes.IPV4_ONLY, nameServers);
  }

  private void ask(ResolvedAddressTypes family, DnsServerAddressStreamProvider nameServers) {
    DnsNameResolver resolver = newResolver(family, nameServers);
    resolvers.add(resolver);
    resolver.resolveAll(host).addListener(this::answered);
  }

  private DnsNameResolver newResolver(
      ResolvedAddressTypes family, DnsServerAddressStreamProvider nameServers) {
    return new DnsNameResolverBuilder(loop.netty())
        .datagramChannelType(loop.family().datagramType())
        // Answers that do not fit a datagram are asked for again over TCP.
        .socketChannelType(loop.family().socketType())
        .nameServerProvider(nameServers)
        // The hosts file was looked at before, and is not to be remembered.
        .hostsFileEntriesResolver((name, types) -> null)
        .resolvedAddressTypes(family)
        .resolveCache(NoopDnsCache.INSTANCE)
        .cnameCache(NoopDnsCnameCache.INSTANCE)
        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
        .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
        .build();
  }

  private void answered(Future<? super List<InetAddress>> result) {
    if (done) {
      return;
    }
    outstanding--;
    if (result.isSuccess()) {
      @SuppressWarnings("unchecked")
      List<InetAddress> addresses = (List<InetAddress>) result.getNow();
      found.addAll(addresses);
    } else {
      failure = describe(result.cause());
    }
    if (outstanding == 0) {
      finish();
    } else if (!found.isEmpty()) {
      resolutionDelay =
          loop.netty().schedule(this::finish, RESOLUTION_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void finish() {
    if (done) {
      return;
    }
    cancel();
    if (!found.isEmpty()) {
      answer.found(AddressOrder.interleaved(found));
    } else {
      answer.notFound(host + failure);
    }
  }

  @Override
  public void cancel() {
    if (!done) {
      done = true;
      resolvers.forEach(DnsNameResolver::close);
      if (resolutionDelay != null) {
        resolutionDelay.cancel(false);
      }
    }
  }

  /** What a failure means, to follow the name of the host. */
  private static String describe(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DnsNameResolverTimeoutException) {
        return ": no name server answered";
      }
      if (t instanceof DnsErrorCauseException error) {
        return error.getCode().equals(DnsResponseCode.NXDOMAIN)
            ? " is not known"
            : ": the name server answered " + error.getCode();
      }
      if (t instanceof IOException && !(t instanceof UnknownHostException)) {
        return ": no name server could be asked (" + ConnectFailures.message(t) + ")";
      }
    }
    return " has no address";
  }
}
