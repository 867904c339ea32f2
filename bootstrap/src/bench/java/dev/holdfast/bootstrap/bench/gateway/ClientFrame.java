package dev.holdfast.bootstrap.bench.gateway;

import java.nio.ByteBuffer;

/** Reads masked frames of clients (RFC 6455 section 5.2); messages up to 64 KiB. */
final class ClientFrame {

  private static final int MASK_BYTES = 4;

  private ClientFrame() {}

  /**
   * The whole length of the frame at the buffer's position.
   *
   * @return bytes; -1 if it is not complete
   * @throws IllegalStateException if it is longer than a measured message may be
   */
  static int length(ByteBuffer in) {
    if (in.remaining() < 2) {
      return -1;
    }
    int code = in.get(in.position() + 1) & 0x7f;
    int length = 2 + MASK_BYTES + code;
    if (code == 126) {
      if (in.remaining() < 4) {
        return -1;
      }
      length = 4 + MASK_BYTES + (in.getShort(in.position() + 2) & 0xffff);
    } else if (code == 127) {
      throw new IllegalStateException("a measured message has at most 64 KiB");
    }
    return in.remaining() < length ? -1 : length;
  }

  /**
   * Appends the frame's payload, unmasked, as a frame of the server.
   *
   * @param in positioned at the frame
   * @param length of the whole frame
   * @param opcode of the reply
   * @param out has room for the length
   */
  static void reply(ByteBuffer in, int length, int opcode, ByteBuffer out) {
    int start = in.position();
    int code = in.get(start + 1) & 0x7f;
    int mask = start + (code == 126 ? 4 : 2);
    out.put((byte) (0x80 | opcode)).put((byte) code);
    if (code == 126) {
      out.putShort(in.getShort(start + 2));
    }
    int payload = mask + MASK_BYTES;
    for (int i = payload; i < start + length; i++) {
      out.put((byte) (in.get(i) ^ in.get(mask + (i - payload & 3))));
    }
  }
}
