package dev.holdfast.bootstrap.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a flood: whole text frames of {@link BenchGateway#MESSAGE_BYTES} each. */
final class Flood {

  /** Many frames, so that one system call fills the socket; to be duplicated. */
  static final ByteBuffer MESSAGES = messages(1000);

  private Flood() {}

  private static ByteBuffer messages(int count) {
    byte[] payload =
        "abcdefghijklmnop"
            .repeat(BenchGateway.MESSAGE_BYTES / 16)
            .getBytes(StandardCharsets.US_ASCII);
    // 128 is more than fits into the short form of the length.
    ByteBuffer all = ByteBuffer.allocateDirect(count * (4 + payload.length));
    for (int i = 0; i < count; i++) {
      all.put((byte) 0x81).put((byte) 126).putShort((short) payload.length).put(payload);
    }
    return all.flip().asReadOnlyBuffer();
  }
}
