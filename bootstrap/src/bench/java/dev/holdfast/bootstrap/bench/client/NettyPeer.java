package dev.holdfast.bootstrap.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Netty's own WebSocket codec on epoll, with its handler that joins flushes. */
final class NettyPeer implements MeasuredClient {

  private @Nullable Channel channel;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws InterruptedException {
    CountDownLatch up = new CountDownLatch(1);
    channel =
        new Bootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel made) {
                    made.pipeline()
                        .addLast(
                            new FlushConsolidationHandler(256, true),
                            new HttpClientCodec(),
                            new HttpObjectAggregator(8192),
                            new WebSocketClientProtocolHandler(
                                WebSocketClientHandshakerFactory.newHandshaker(
                                    gateway,
                                    WebSocketVersion.V13,
                                    null,
                                    false,
                                    new DefaultHttpHeaders())),
                            new Messages(onText, up));
                  }
                })
            .connect(gateway.getHost(), gateway.getPort())
            .sync()
            .channel();
    if (!up.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up");
    }
  }

  @Override
  public void send(String text) {
    Channel open = Objects.requireNonNull(channel, "open() comes first");
    if (!open.isWritable() && !open.eventLoop().inEventLoop()) {
      Backpressure.await(open::isWritable);
    }
    var unused = open.writeAndFlush(new TextWebSocketFrame(text), open.voidPromise());
  }

  private static final class Messages extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private final Consumer<String> onText;
    private final CountDownLatch up;

    Messages(Consumer<String> onText, CountDownLatch up) {
      this.onText = onText;
      this.up = up;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      onText.accept(frame.text());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        up.countDown();
      }
    }
  }
}
