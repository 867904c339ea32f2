package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the compressed messages of one link (RFC 7692 section 7.2.2), piece by piece as they
 * arrive, and makes plain frames of them. Loop thread only.
 *
 * <p>The limit of a message is the limit of what comes out, held while it comes out: a message that
 * would become larger costs the limit and is refused. Memory outside the heap is taken when the
 * first compressed message arrives, and given back by {@link #close}, or after each message if the
 * gateway compresses each by itself.
 */
final class MessageInflater {

  /** What the sender took off the end of the message. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int HEADER_ROOM = 10;
  private static final int LEAST_ROOM = 512;
  private static final int FIN = 0x80;

  private final boolean remembers;
  private final int maxMessageBytes;
  private final Utf8Check utf8 = new Utf8Check();
  private @Nullable Inflater inflater;
  private @Nullable ByteBuf frame;
  private long messageBytes;
  private boolean streamEnded;

  MessageInflater(Compression compression, int maxMessageBytes) {
    this.remembers = compression == Compression.ACROSS_MESSAGES;
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * Takes the next bytes of a compressed message.
   *
   * @param text whether the message is text, which is checked as it comes out
   * @throws FrameViolation if they are corrupt or not UTF-8 (1007), or become too much (1009)
   */
  void inflate(ByteBuf in, int from, int length, boolean text, ByteBufAllocator allocator)
      throws FrameViolation {
    if (length > 0) {
      run(in.nioBuffer(from, length), text, allocator);
    }
  }

  /** The message ends with what was taken last. */
  void endMessage(boolean text, ByteBufAllocator allocator) throws FrameViolation {
    // A sender that finished its stream has nothing taken off (section 7.2.3.4).
    if (!streamEnded) {
      run(ByteBuffer.wrap(TAIL), text, allocator);
    }
    messageBytes = 0;
    streamEnded = false;
    utf8.reset();
    if (!remembers) {
      release();
    }
  }

  /**
   * The frame that is made of all that came out since the last one, the caller's to release.
   *
   * @param opcode as in the compressed frame
   * @param fin as in the compressed frame
   */
  ByteBuf takeFrame(int opcode, boolean fin, ByteBufAllocator allocator) {
    ByteBuf whole = frame == null ? newFrame(allocator) : frame;
    frame = null;
    int length = whole.writerIndex() - HEADER_ROOM;
    int headerLength = length < 126 ? 2 : length <= 0xffff ? 4 : HEADER_ROOM;
    int start = HEADER_ROOM - headerLength;
    whole.setByte(start, (fin ? FIN : 0) | opcode);
    if (length < 126) {
      whole.setByte(start + 1, length);
    } else if (length <= 0xffff) {
      whole.setByte(start + 1, 126).setShort(start + 2, length);
    } else {
      whole.setByte(start + 1, 127).setLong(start + 2, length);
    }
    return whole.readerIndex(start);
  }

  /** Gives back everything; harmless when called again. */
  void close() {
    release();
    if (frame != null) {
      frame.release();
      frame = null;
    }
  }

  private void release() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  private void run(ByteBuffer in, boolean text, ByteBufAllocator allocator) throws FrameViolation {
    Inflater zlib = inflater == null ? new Inflater(true) : inflater;
    inflater = zlib;
    ByteBuf out = frame == null ? newFrame(allocator) : frame;
    frame = out;
    zlib.setInput(in);
    try {
      int made;
      do {
        made = step(zlib, in, out, text);
      } while (made > 0 || !zlib.needsInput());
    } catch (DataFormatException e) {
      throw new FrameViolation(
          CloseCode.INVALID_PAYLOAD, "compressed data is corrupt: " + e.getMessage());
    } finally {
      // The bytes belong to a buffer that is about to be used for something else.
      zlib.setInput(NOTHING);
    }
  }

  /** Inflates as much as there is room for; returns how many bytes came out. */
  private int step(Inflater zlib, ByteBuffer in, ByteBuf out, boolean text)
      throws DataFormatException, FrameViolation {
    out.ensureWritable(Math.min(LEAST_ROOM, out.maxWritableBytes()));
    int start = out.writerIndex();
    int before = in.remaining();
    int made = zlib.inflate(out.internalNioBuffer(start, out.writableBytes()));
    out.writerIndex(start + made);
    messageBytes += made;
    if (messageBytes > maxMessageBytes) {
      throw new FrameViolation(
          CloseCode.TOO_BIG, "message longer than " + maxMessageBytes + " bytes when inflated");
    }
    if (text && out.forEachByte(start, made, utf8) >= 0) {
      throw new FrameViolation(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
    }
    if (in.remaining() < before) {
      streamEnded = false;
    }
    if (zlib.finished()) {
      // What follows in the same message is a new stream.
      streamEnded = true;
      zlib.reset();
      zlib.setInput(in);
    } else if (made == 0 && !zlib.needsInput()) {
      throw new DataFormatException("no progress");
    }
    return made;
  }

  /** A buffer for a frame, with one byte more than the rest of the message may have. */
  private ByteBuf newFrame(ByteBufAllocator allocator) {
    int most = HEADER_ROOM + (int) (maxMessageBytes - messageBytes) + 1;
    return allocator
        .buffer(Math.min(HEADER_ROOM + LEAST_ROOM, most), most)
        .writerIndex(HEADER_ROOM)
        .readerIndex(HEADER_ROOM);
  }
}
