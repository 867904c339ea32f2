package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Looks at the first bytes of the answer and notices at once what is not HTTP. The HTTP decoder
 * behind it would wait for the end of a line that never comes. Removes itself when satisfied.
 */
final class HttpPrefix extends ChannelInboundHandlerAdapter {

  private static final byte[] EXPECTED = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  /** Content types of TLS records: alert and handshake (RFC 8446 section 5.1). */
  private static final int TLS_ALERT = 0x15;

  private static final int TLS_HANDSHAKE = 0x16;

  /** Told of an answer that is not HTTP. */
  interface Mismatch {

    /**
     * The first bytes are none of HTTP; nothing is passed on.
     *
     * @param tls whether they are the beginning of TLS
     */
    void notHttp(boolean tls);
  }

  private final Mismatch mismatch;
  private int matched;

  /**
   * Creates the check.
   *
   * @param mismatch told at most once
   */
  HttpPrefix(Mismatch mismatch) {
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
          mismatch.notHttp(tls);
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
