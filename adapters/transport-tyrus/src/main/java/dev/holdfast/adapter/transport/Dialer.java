package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one TCP connection to one of several addresses: the next address is tried when the last try
 * failed or has not succeeded within 250 ms (RFC 8305 section 5); the first that connects wins, the
 * others are dropped. Loop thread only.
 */
final class Dialer {

  private static final long ATTEMPT_DELAY_MILLIS = 250;

  /** Who wants the connection; told exactly once unless cancelled. */
  interface Result {

    /**
     * A connection is there, with nothing in its pipeline.
     *
     * @param channel now the receiver's to close
     */
    void connected(Channel channel);

    /** No address could be connected to. */
    void failed(Cause cause);
  }

  private final NettyEventLoop loop;
  private final Bootstrap bootstrap;
  private final List<InetSocketAddress> addresses;
  private final Result result;
  private final List<Channel> pending = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int next;
  private boolean done;
  private @Nullable Future<?> staggering;

  Dialer(
      NettyEventLoop loop,
      Bootstrap bootstrap,
      List<InetAddress> addresses,
      int port,
      Result result) {
    this.loop = loop;
    this.bootstrap =
        bootstrap.clone().group(loop.netty()).disableResolver().handler(new EmptyPipeline());
    this.addresses = addresses.stream().map(a -> new InetSocketAddress(a, port)).toList();
    this.result = result;
  }

  void start() {
    tryNext();
  }

  /** Drops everything at once; the result is not told any more. */
  void cancel() {
    if (!done) {
      done = true;
      stopStaggering();
      pending.forEach(Sockets::reset);
      pending.clear();
    }
  }

  private void tryNext() {
    stopStaggering();
    if (done || next == addresses.size()) {
      return;
    }
    InetSocketAddress address = addresses.get(next++);
    if (next < addresses.size()) {
      staggering =
          loop.netty().schedule(this::tryNext, ATTEMPT_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
    ChannelFuture connecting = bootstrap.connect(address);
    pending.add(connecting.channel());
    connecting.addListener(f -> settled(connecting, address));
  }

  private void settled(ChannelFuture connecting, InetSocketAddress address) {
    if (done) {
      return;
    }
    pending.remove(connecting.channel());
    if (connecting.isSuccess()) {
      cancel();
      result.connected(connecting.channel());
      return;
    }
    failures.add(Sockets.format(address) + " " + ConnectFailures.describe(connecting.cause()));
    if (next < addresses.size()) {
      tryNext();
    } else if (pending.isEmpty()) {
      done = true;
      stopStaggering();
      result.failed(Cause.of(CauseKind.CONNECT_REFUSED, String.join("; ", failures)));
    }
  }

  private void stopStaggering() {
    if (staggering != null) {
      staggering.cancel(false);
      staggering = null;
    }
  }

  /** A bootstrap wants a handler; the pipeline is filled once a connection has won. */
  private static final class EmptyPipeline extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {}
  }
}
