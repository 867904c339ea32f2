package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Looks at the first bytes of the answer and notices at once what is not HTTP. The HTTP decoder
 * behind it would wait for the end of a line that never comes. Removes itself when satisfied.
 */
final class HttpPrefix extends ChannelInboundHandlerAdapter {

  private static final byte[] EXPECTED = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  /** Content types of TLS records: alert and handshake (RFC 8446 section 5.1). */
  private static final int TLS_ALERT = 0x15;

  private static final int TLS_HANDSHAKE = 0x16;

  private final Consumer<String> mismatch;
  private int matched;

  /**
   * Creates the check.
   *
   * @param mismatch told, in plain words, when the answer is not HTTP; nothing is passed on then
   */
  HttpPrefix(Consumer<String> mismatch) {
    this.mismatch = mismatch;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      for (int i = bytes.readerIndex(); i < bytes.writerIndex() && isLooking(); i++) {
        int seen = bytes.getByte(i);
        if (seen != EXPECTED[matched]) {
          boolean tls = matched == 0 && (seen == TLS_ALERT || seen == TLS_HANDSHAKE);
          bytes.release();
          mismatch.accept(
              tls
                  ? "the gateway speaks TLS on this port: wss:// is needed"
                  : "the answer is not HTTP");
          return;
        }
        matched++;
      }
    }
    ctx.fireChannelRead(message);
    if (!isLooking() && !ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }

  private boolean isLooking() {
    return matched < EXPECTED.length;
  }
}
