package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;

/**
 * Decodes whole texts at the speed of the Java runtime, which is fastest on plain ASCII, and as
 * strictly as RFC 6455 section 8.1 demands.
 *
 * <p>The runtime's decoder puts U+FFFD in the place of whatever is not UTF-8 (RFC 3629). So only a
 * text that holds this character has to be looked at again: the gateway may have sent it. One
 * instance per thread, not thread-safe.
 */
final class StrictText {

  private static final char REPLACEMENT = '\uFFFD';

  /** Longer texts are rare, and for them a temporary copy is not what costs. */
  private static final int SCRATCH_BYTES = 8 << 10;

  private static final FastThreadLocal<StrictText> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected StrictText initialValue() {
          return new StrictText();
        }
      };

  private final byte[] scratch = new byte[SCRATCH_BYTES];

  /** The decoder of the calling thread. */
  static StrictText ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Decodes a part of a buffer, without moving its indices.
   *
   * @param start index of the first byte
   * @param length how many bytes, the whole text
   * @throws FrameViolation if it is not UTF-8
   */
  String decode(ByteBuf in, int start, int length) throws FrameViolation {
    byte[] bytes = length <= SCRATCH_BYTES ? scratch : new byte[length];
    in.getBytes(start, bytes, 0, length);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(in, start, length)) {
      throw new FrameViolation(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
    }
    return text;
  }

  private static boolean isUtf8(ByteBuf in, int start, int length) {
    Utf8Check check = new Utf8Check();
    return in.forEachByte(start, length, check) < 0 && check.isComplete();
  }
}
