package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.domain.cause.Cause;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel says about the sockets of links, read back from connected ones. */
@Timeout(60)
class SocketOptionsTest {

  /** Dials the way every link is dialled, and looks at the connection. */
  private static void inspect(SocketFamily family, Consumer<Channel> inspection) throws Exception {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 1, host);
        NettyEventLoops loops = NettyEventLoops.start(1, family)) {
      NettyEventLoop loop = (NettyEventLoop) loops.next();
      CompletableFuture<Channel> connected = new CompletableFuture<>();
      loop.execute(() -> dial(loop, host, listener.getLocalPort(), connected));
      Channel channel = connected.get(10, TimeUnit.SECONDS);
      inspection.accept(channel);
      channel.close().sync();
    }
  }

  private static void dial(
      NettyEventLoop loop, InetAddress host, int port, CompletableFuture<Channel> connected) {
    new Dialer(
            loop,
            loop.family().newBootstrap(),
            List.of(host),
            port,
            new Dialer.Result() {
              @Override
              public void connected(Channel channel) {
                connected.complete(channel);
              }

              @Override
              public void failed(Cause cause) {
                connected.completeExceptionally(new AssertionError(cause));
              }
            })
        .start();
  }

  @Test
  void epollSocketsNoticeASilentPeerByThemselves() throws Exception {
    assumeTrue(Epoll.isAvailable());
    inspect(
        SocketFamily.EPOLL,
        channel -> {
          assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
              .isEqualTo(60_000);
          assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
          assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPIDLE)).isEqualTo(60);
          assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPINTVL)).isEqualTo(15);
          assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPCNT)).isEqualTo(4);
          assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        });
  }

  @Test
  void otherSocketsHaveWhatThePlatformOffers() throws Exception {
    inspect(
        SocketFamily.NIO,
        channel -> {
          assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
          assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        });
  }
}
