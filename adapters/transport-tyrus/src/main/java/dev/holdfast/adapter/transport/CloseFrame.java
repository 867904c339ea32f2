package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a close frame says (RFC 6455 section 5.5.1).
 *
 * @param code the code on the wire; {@link CloseCode#NO_STATUS} when there was none
 * @param reason the reason text, possibly empty
 */
record CloseFrame(int code, String reason) {

  /** The most bytes of UTF-8 that fit behind the code. */
  static final int REASON_MAX = 123;

  /** The reason as bytes, cut at a character if it is too long. */
  static byte[] encodeReason(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= REASON_MAX) {
      return bytes;
    }
    int end = REASON_MAX;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /**
   * Reads the payload. Done here and not by Tyrus, which turns an empty payload into 1000 and
   * refuses 1014.
   *
   * @param payload at most 125 bytes
   * @throws FrameViolation if a close frame must not say that
   */
  static CloseFrame parse(ByteBuffer payload) throws FrameViolation {
    if (!payload.hasRemaining()) {
      return new CloseFrame(CloseCode.NO_STATUS, "");
    }
    if (payload.remaining() == 1) {
      throw new FrameViolation(CloseCode.PROTOCOL_ERROR, "close frame with half a close code");
    }
    int code = Short.toUnsignedInt(payload.getShort());
    if (!CloseCode.mayBeSent(code)) {
      throw new FrameViolation(
          CloseCode.PROTOCOL_ERROR,
          "close frame with the close code " + code + ", never to be sent");
    }
    try {
      return new CloseFrame(code, StandardCharsets.UTF_8.newDecoder().decode(payload).toString());
    } catch (CharacterCodingException e) {
      throw new FrameViolation(CloseCode.INVALID_PAYLOAD, "close reason is not UTF-8");
    }
  }
}
