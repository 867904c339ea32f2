package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses outbound messages, each by itself (RFC 7692 section 7.2.1). One for all links of a
 * loop, because between messages it remembers nothing, and a deflater of its own would cost every
 * link more than a quarter of a mebibyte. One instance per thread, not thread-safe.
 */
final class MessageDeflater {

  /**
   * The shortest message that is compressed, in bytes: a shorter one loses less than a packet's
   * headers, and costs as much time as sending it.
   */
  static final int LEAST_BYTES = 256;

  /**
   * The longest message that is compressed, in bytes: it holds the loop, which others share, for
   * about 15 ms.
   */
  static final int MOST_BYTES = 1 << 20;

  /** What is taken off the end. */
  private static final int TAIL = 0x0000ffff;

  private static final FastThreadLocal<MessageDeflater> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected MessageDeflater initialValue() {
          return new MessageDeflater();
        }

        @Override
        protected void onRemoval(MessageDeflater value) {
          value.deflater.end();
        }
      };

  /** At its fastest: a better one is ten times slower and saves a tenth more. */
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  private MessageDeflater() {}

  /** The deflater of the calling thread. */
  static MessageDeflater ofThread() {
    return OF_THREAD.get();
  }

  /** Whether a message of this size, in bytes, is worth it. */
  static boolean isWorthwhile(int length) {
    return length >= LEAST_BYTES && length <= MOST_BYTES;
  }

  /**
   * Compresses one message.
   *
   * @return the caller's to release; null if it would not be shorter
   */
  @Nullable ByteBuf deflate(ByteBuffer message, ByteBufAllocator allocator) {
    int length = message.remaining();
    ByteBuf out = allocator.buffer(length, length);
    boolean shorter = false;
    try {
      deflater.setInput(message.duplicate());
      int made = deflater.deflate(out.internalNioBuffer(0, length), Deflater.SYNC_FLUSH);
      // Full means that there would be more.
      if (made < length) {
        if (out.getInt(made - Integer.BYTES) != TAIL) {
          throw new IllegalStateException("deflated data does not end with an empty block");
        }
        out.writerIndex(made - Integer.BYTES);
        shorter = true;
      }
      return shorter ? out : null;
    } finally {
      deflater.reset();
      if (!shorter) {
        out.release();
      }
    }
  }
}
