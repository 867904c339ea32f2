package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection to a host: its name, afresh, then all its addresses. Loop thread only. */
final class Reach implements NameLookup.Answer, Dialer.Result {

  private static final Logger LOG = LoggerFactory.getLogger(Reach.class);

  private final Equipment equipment;
  private final Guard guard;
  private final String host;
  private final int port;
  private final Dialer.Result result;
  private NameLookup.@Nullable Query query;
  private @Nullable Dialer dialer;

  /**
   * Prepares it.
   *
   * @param host a name or an address literal, IPv6 without brackets
   * @param result told exactly once unless cancelled, possibly inside {@link #start()}; a failure
   *     is dns-failure or connect-refused
   */
  Reach(Equipment equipment, Guard guard, String host, int port, Dialer.Result result) {
    this.equipment = equipment;
    this.guard = guard;
    this.host = host;
    this.port = port;
    this.result = result;
  }

  void start() {
    query = equipment.lookup().lookUp(equipment.loop(), host, this);
  }

  /** Drops everything at once; a connection that was told of is not touched. */
  void cancel() {
    if (query != null) {
      query.cancel();
    }
    if (dialer != null) {
      dialer.cancel();
    }
  }

  @Override
  public void found(List<InetAddress> addresses) {
    equipment.debug(LOG, "{} is {}", host, addresses);
    guard.run(
        () -> {
          NettyEventLoop loop = equipment.loop();
          Dialer made = new Dialer(loop, loop.family().newBootstrap(), addresses, port, this);
          dialer = made;
          made.start();
        });
  }

  @Override
  public void notFound(String reason) {
    failed(Cause.of(CauseKind.DNS_FAILURE, reason));
  }

  @Override
  public void connected(Channel channel) {
    guard.run(() -> result.connected(channel));
  }

  @Override
  public void failed(Cause cause) {
    guard.run(() -> result.failed(cause));
  }
}
