package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of an open link: frames leave in the order in which they were given, ours and
 * Tyrus's, gathered into one buffer and one flush per turn of the loop. Loop thread only.
 *
 * <p>Our frames are encoded here, straight into a pooled buffer and masked in place, because
 * Tyrus's way to the socket copies every message four times and allocates a future for it.
 */
final class FrameWriter extends Writer implements MessageWriter {

  private static final int FIN = 0x80;
  private static final int RSV1 = 0x40;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;

  /** A fuller buffer is handed to the channel before the turn ends, so that it is accounted for. */
  private static final int BATCH_BYTES = 16 << 10;

  private static final int BATCH_INITIAL_BYTES = 1 << 10;
  private static final int HEADER_MAX = 14;

  /** That of a control frame: two bytes and the masking key. */
  private static final int HEADER_SHORT = 6;

  private final Channel channel;
  private final MaskingKeys keys;
  private final int maxBufferedBytes;
  private final FrameTrace trace;
  private final FrameHandler.Events events;
  private final Runnable flushTask = this::flush;
  private @Nullable ByteBuf batch;
  private List<Runnable> written = List.of();

  /** How many the last batch had: the next one will have about as many, and need not grow. */
  private int writtenBefore = 1;

  private boolean unflushed;
  private boolean flushScheduled;
  private boolean overflowed;
  private boolean discarded;

  /**
   * Creates the writer of an open link.
   *
   * @param channel where the frames go
   * @param keys masks them
   * @param maxBufferedBytes see {@link Limits#maxBufferedBytes()}
   * @param trace shows them
   * @param events told when a callback throws, and when that limit is reached
   */
  FrameWriter(
      Channel channel,
      MaskingKeys keys,
      int maxBufferedBytes,
      FrameTrace trace,
      FrameHandler.Events events) {
    this.trace = trace;
    this.channel = channel;
    this.keys = keys;
    this.maxBufferedBytes = maxBufferedBytes;
    this.events = events;
  }

  @Override
  public void text(String text, Runnable done) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (!admits(length + headerLength(length))) {
      return;
    }
    if (trace.isOn()) {
      trace.leaves(text, length);
    }
    ByteBuf out = begin(FrameGuard.TEXT, length);
    int start = out.writerIndex();
    ByteBufUtil.reserveAndWriteUtf8(out, text, length);
    end(out, start, length, done);
  }

  @Override
  public void binary(ByteBuffer data, Runnable done) {
    frame(FrameGuard.BINARY, data, done);
  }

  void ping(ByteBuffer payload, Runnable done) {
    frame(FrameGuard.PING, payload, done);
  }

  /**
   * Writes a close frame; without payload for {@link CloseCode#NO_STATUS}; a reason that is too
   * long is cut. Written here because Tyrus as a client replaces some codes.
   */
  void close(int code, String reason, Runnable done) {
    ByteBuffer payload = ByteBuffer.allocate(0);
    if (code != CloseCode.NO_STATUS) {
      byte[] text = CloseFrame.encodeReason(reason);
      payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).flip();
    }
    frame(FrameGuard.CLOSE, payload, done);
  }

  /**
   * Writes a whole frame.
   *
   * @param bits opcode and reserved bits
   */
  void frame(int bits, ByteBuffer payload, Runnable done) {
    int length = payload.remaining();
    if (!admits(length + headerLength(length))) {
      return;
    }
    if (trace.isOn()) {
      if (bits < RSV1) {
        trace.leaves(bits, payload);
      } else {
        trace.leaves(bits & OPCODE, length, " (compressed)");
      }
    }
    ByteBuf out = begin(bits, length);
    int start = out.writerIndex();
    out.writeBytes(payload.duplicate());
    end(out, start, length, done);
  }

  /** Writes header and masking key (RFC 6455 section 5.2). */
  private ByteBuf begin(int bits, int length) {
    ByteBuf out = room(length + HEADER_MAX);
    out.writeByte(FIN | bits);
    if (length < 126) {
      out.writeByte(MASKED | length);
    } else if (length <= 0xffff) {
      out.writeByte(MASKED | 126).writeShort(length);
    } else {
      out.writeByte(MASKED | 127).writeLong(length);
    }
    out.writeInt(keys.nextInt());
    return out;
  }

  private void end(ByteBuf out, int start, int length, Runnable done) {
    mask(out, start, length, out.getInt(start - Integer.BYTES));
    if (written.isEmpty()) {
      written = new ArrayList<>(writtenBefore);
    }
    written.add(done);
    appended(out);
  }

  /** XORs the payload with the key, eight bytes at a time (RFC 6455 section 5.3). */
  private static void mask(ByteBuf out, int start, int length, int key) {
    long wide = ((long) key << 32) | (key & 0xffffffffL);
    int i = start;
    int end = start + length;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      out.setLong(i, out.getLong(i) ^ wide);
    }
    for (int shift = 24; i < end; i++, shift = shift == 0 ? 24 : shift - 8) {
      out.setByte(i, out.getByte(i) ^ key >>> shift);
    }
  }

  /** A frame that Tyrus has made: header, mask and all. */
  @Override
  public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> completion) {
    if (admits(frame.remaining())) {
      if (trace.isOn()) {
        int length = Math.max(0, frame.remaining() - HEADER_SHORT);
        trace.leaves(frame.get(frame.position()) & OPCODE, length, "");
      }
      ByteBuf out = room(frame.remaining());
      out.writeBytes(frame);
      appended(out);
    }
    completion.completed(frame);
  }

  /**
   * Whether a frame may still be added to what waits for the socket. Whoever stops when the link is
   * not writable is never refused, however large his message is.
   */
  private boolean admits(int bytes) {
    if (overflowed) {
      return false;
    }
    long waiting = waiting() + bytes;
    if (waiting <= maxBufferedBytes || channel.isWritable()) {
      return true;
    }
    overflowed = true;
    // Later, because this is inside a call to the link.
    channel.eventLoop().execute(() -> events.overflowed(waiting, maxBufferedBytes));
    return false;
  }

  /** Bytes that were written and not taken by the operating system yet. */
  private long waiting() {
    ChannelOutboundBuffer handedOver = channel.unsafe().outboundBuffer();
    return (batch == null ? 0 : batch.readableBytes())
        + (handedOver == null ? 0 : handedOver.totalPendingWriteBytes());
  }

  private static int headerLength(int length) {
    return length < 126 ? 6 : length <= 0xffff ? 8 : HEADER_MAX;
  }

  private ByteBuf room(int bytes) {
    if (discarded) {
      throw new IllegalStateException("the link has ended");
    }
    ByteBuf out = batch;
    if (out == null) {
      out = channel.alloc().buffer(Math.max(BATCH_INITIAL_BYTES, bytes));
      batch = out;
    }
    return out.ensureWritable(bytes);
  }

  private void appended(ByteBuf out) {
    if (out.readableBytes() >= BATCH_BYTES) {
      handOver();
    }
    if (!flushScheduled) {
      flushScheduled = true;
      channel.eventLoop().execute(flushTask);
    }
  }

  private void handOver() {
    ByteBuf full = batch;
    if (full == null) {
      return;
    }
    batch = null;
    unflushed = true;
    if (written.isEmpty()) {
      // Only Tyrus's frames: nobody waits for them, and a failed write closes the channel.
      var unused = channel.write(full, channel.voidPromise());
    } else {
      writtenBefore = written.size();
      channel.write(full).addListener(new Written(written));
      written = List.of();
    }
  }

  /** Sends what has been gathered; done by itself at the end of the turn. */
  void flush() {
    flushScheduled = false;
    handOver();
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  /** Drops what has been gathered; nothing is written any more. */
  void discard() {
    discarded = true;
    if (batch != null) {
      batch.release();
      batch = null;
    }
    written = List.of();
  }

  /** Tyrus does not close the connection: the link does. */
  @Override
  public void close() {}

  /** Tells the callers of one batch that it has left; silent if it has not. */
  private final class Written implements ChannelFutureListener {

    private final List<Runnable> callbacks;

    Written(List<Runnable> callbacks) {
      this.callbacks = callbacks;
    }

    @Override
    public void operationComplete(ChannelFuture write) {
      if (!write.isSuccess()) {
        return;
      }
      try {
        for (Runnable callback : callbacks) {
          // An earlier one may have ended the link.
          if (!discarded) {
            callback.run();
          }
        }
      } catch (Throwable t) {
        events.crashed(t);
      }
    }
  }
}
