package dev.holdfast.adapter.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway for very many short connections: it keeps no record of them. Path {@code /close} is
 * closed by it, {@code /drop} dropped, {@code /refuse} refused with 503; elsewhere a close frame is
 * answered by a close frame. Agrees to compression, and then greets with a compressed message.
 */
final class CountingGateway implements AutoCloseable {

  private static final int HEAD_MAX = 4096;

  /** A text frame with RSV1, and the first example of RFC 7692 section 7.2.3. */
  private static final byte[] COMPRESSED_HELLO = {
    (byte) 0xc1, 7, (byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0
  };

  private static final byte[] CLOSE_1000 = {(byte) 0x88, 2, 3, (byte) 0xe8};

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private Channel listener;

  private CountingGateway() {}

  static CountingGateway start() {
    CountingGateway gateway = new CountingGateway();
    gateway.listener =
        new ServerBootstrap()
            .group(gateway.group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(gateway.new Connection());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    return gateway;
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  int accepted() {
    return accepted.get();
  }

  void awaitNoConnections() {
    Await.until("end of all connections", () -> open.get() == 0);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Connection extends ChannelInboundHandlerAdapter {

    private final StringBuilder head = new StringBuilder();
    private boolean upgraded;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      accepted.incrementAndGet();
      open.incrementAndGet();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      open.decrementAndGet();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      end(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      try {
        if (upgraded) {
          frames(ctx, bytes);
        } else {
          head.append(bytes.toString(StandardCharsets.ISO_8859_1));
          if (head.indexOf("\r\n\r\n") >= 0) {
            answer(ctx);
          } else if (head.length() > HEAD_MAX) {
            end(ctx);
          }
        }
      } finally {
        bytes.release();
      }
    }

    private void answer(ChannelHandlerContext ctx) {
      upgraded = true;
      String request = head.toString();
      if (request.startsWith("GET /refuse ")) {
        ByteBuf refusal =
            text("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 2\r\n\r\nno");
        ctx.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
        return;
      }
      String name = "Sec-WebSocket-Key: ";
      int at = request.indexOf(name) + name.length();
      String accept = UpgradeRequest.accept(request.substring(at, request.indexOf('\r', at)));
      boolean compresses = request.contains("permessage-deflate");
      ByteBuf answer =
          text(
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept
                  + (compresses ? "\r\nSec-WebSocket-Extensions: permessage-deflate" : "")
                  + "\r\n\r\n");
      if (compresses) {
        answer.writeBytes(COMPRESSED_HELLO);
      }
      if (request.startsWith("GET /close ")) {
        answer.writeBytes(CLOSE_1000);
      }
      ChannelFuture written = ctx.writeAndFlush(answer);
      if (request.startsWith("GET /drop ")) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }

    private void end(ChannelHandlerContext ctx) {
      ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Whatever comes is taken for the client's close frame, or something before it. */
    private void frames(ChannelHandlerContext ctx, ByteBuf bytes) {
      if (bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), CLOSE_1000[0]) >= 0) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(CLOSE_1000))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }

    private ByteBuf text(String text) {
      return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
  }
}
