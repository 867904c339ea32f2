package dev.holdfast.adapter.transport;

import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.glassfish.tyrus.core.MaskingKeyGenerator;

/**
 * Masking keys and handshake nonces from a strong source, fetched from it in blocks: RFC 6455 10.3
 * wants keys that nobody can predict, and one call of the source for each frame would cost more
 * than the rest of sending it. One instance per thread, not thread-safe.
 */
final class MaskingKeys implements MaskingKeyGenerator {

  private static final int BLOCK_BYTES = 4096;

  private static final FastThreadLocal<MaskingKeys> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected MaskingKeys initialValue() {
          return new MaskingKeys(new SecureRandom());
        }
      };

  private final SecureRandom source;
  private final byte[] block = new byte[BLOCK_BYTES];
  private final ByteBuffer unused = ByteBuffer.wrap(block).limit(0);

  MaskingKeys(SecureRandom source) {
    this.source = source;
  }

  /** The keys of the calling thread. */
  static MaskingKeys ofThread() {
    return OF_THREAD.get();
  }

  @Override
  public int nextInt() {
    if (unused.remaining() < Integer.BYTES) {
      source.nextBytes(block);
      unused.clear();
    }
    return unused.getInt();
  }

  /** Fills the array. */
  void nextBytes(byte[] bytes) {
    source.nextBytes(bytes);
  }
}
