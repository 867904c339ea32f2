package dev.holdfast.adapter.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a TCP connection after the last frame was written: half-closes it once that frame has
 * left, and drops it when the gateway has not closed its half in time. Loop thread only.
 *
 * <p>Closing at once would be simpler, but the kernel answers bytes that are still on their way
 * with an RST, and an RST can destroy our close frame before the gateway has read it. RFC 6455
 * 7.1.1 lets the server close first for the same reason.
 */
final class Departure {

  private static final long LINGER_MILLIS = 250;

  private final Channel channel;
  private boolean flushed;
  private @Nullable Future<?> linger;

  Departure(Channel channel) {
    this.channel = channel;
  }

  /** Begins; the channel is closed within 250 ms, which its handlers notice. */
  void start() {
    linger = channel.eventLoop().schedule(this::giveUp, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    // Someone has to notice the gateway's FIN.
    channel.config().setAutoRead(true);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            write -> {
              if (write.isSuccess()) {
                flushed = true;
                halfClose();
              }
            });
  }

  /** Forgets the timer: the channel is closed. */
  void done() {
    if (linger != null) {
      linger.cancel(false);
    }
  }

  /** If it fails the connection is gone, and its handlers are told so. */
  private void halfClose() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      var unused = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      var unused = duplex.shutdownOutput();
    }
  }

  private void giveUp() {
    if (flushed) {
      Sockets.drop(channel);
    } else {
      Sockets.reset(channel);
    }
  }
}
