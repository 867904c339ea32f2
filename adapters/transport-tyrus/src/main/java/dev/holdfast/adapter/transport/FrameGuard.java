package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import io.netty.buffer.ByteBuf;

/**
 * Reads the header of each inbound frame before anything of the frame is buffered, and refuses what
 * a server must not send or what is over the limits (RFC 6455 section 5). Loop thread only.
 *
 * <p>It stands in front of Tyrus's engine because that one lets masked frames and padded lengths
 * through, knows no limit for a single-frame message, and waits for as many bytes as a header
 * promises.
 */
final class FrameGuard {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int RSV = 0x70;
  private static final int RSV1 = 0x40;
  private static final int CONTROL_PAYLOAD_MAX = 125;
  private static final int LENGTH_16 = 126;

  private final int maxFrameBytes;
  private final int maxMessageBytes;
  private final int maxFragments;
  private final boolean compression;

  private boolean headerRead;
  private boolean fin;
  private boolean rsv1;
  private int opcode;
  private int headerLength;
  private int payloadLength;

  /** Opcode of the message whose fragments are arriving; {@link #CONTINUATION} for none. */
  private int messageOpcode;

  private boolean messageCompressed;
  private long messageBytes;
  private int fragments;

  /**
   * Creates the guard of one link.
   *
   * @param compression whether messages may be compressed
   */
  FrameGuard(Limits limits, boolean compression) {
    this.compression = compression;
    this.maxFrameBytes = limits.maxFrameBytes();
    this.maxMessageBytes = limits.maxMessageBytes();
    this.maxFragments = limits.maxFragments();
  }

  /**
   * Looks at the frame that begins at the reader index, without moving it.
   *
   * @return whether the whole header is there, so that the frame's properties are known
   * @throws FrameViolation if the frame must not be read any further
   */
  boolean readHeader(ByteBuf in) throws FrameViolation {
    if (headerRead) {
      return true;
    }
    int readable = in.readableBytes();
    if (readable < 2) {
      return false;
    }
    int start = in.readerIndex();
    int firstTwo = in.getShort(start);
    int second = firstTwo & 0xff;
    checkFirstBytes(firstTwo >> 8, second);
    int code = second & 0x7f;
    int length = code < LENGTH_16 ? 2 : code == LENGTH_16 ? 4 : 10;
    if (readable < length) {
      return false;
    }
    payloadLength = checkLength(in, start, code);
    headerLength = length;
    headerRead = true;
    return true;
  }

  private void checkFirstBytes(int first, int second) throws FrameViolation {
    fin = (first & 0x80) != 0;
    opcode = first & 0x0f;
    rsv1 = (first & RSV1) != 0;
    // RFC 7692 section 6: only the first frame of a message says that it is compressed.
    boolean mayBeCompressed = compression && (opcode == TEXT || opcode == BINARY);
    if ((first & RSV) != 0 && !(mayBeCompressed && (first & RSV) == RSV1)) {
      throw protocolError("reserved bits set without an extension");
    }
    if ((second & 0x80) != 0) {
      throw protocolError("masked frame from the gateway");
    }
    if (isControl()) {
      if (opcode > PONG) {
        throw protocolError("unknown opcode " + opcode);
      }
      if (!fin) {
        throw protocolError("fragmented control frame");
      }
      if ((second & 0x7f) > CONTROL_PAYLOAD_MAX) {
        throw protocolError("control frame longer than 125 bytes");
      }
    } else if (opcode > BINARY) {
      throw protocolError("unknown opcode " + opcode);
    } else if (opcode == CONTINUATION && messageOpcode == CONTINUATION) {
      throw protocolError("continuation frame without a message to continue");
    } else if (opcode != CONTINUATION && messageOpcode != CONTINUATION) {
      throw protocolError("new message inside a fragmented one");
    }
  }

  private int checkLength(ByteBuf in, int start, int code) throws FrameViolation {
    if (code < LENGTH_16) {
      checkLimits(code);
      return code;
    }
    long length = code == LENGTH_16 ? in.getUnsignedShort(start + 2) : in.getLong(start + 2);
    if (length < 0) {
      throw protocolError("frame length with the highest bit set");
    }
    if (length < LENGTH_16 || (code > LENGTH_16 && length <= 0xffff)) {
      throw protocolError("frame length not in its shortest form");
    }
    checkLimits(length);
    return (int) length;
  }

  private void checkLimits(long length) throws FrameViolation {
    if (isControl()) {
      return;
    }
    if (length > maxFrameBytes) {
      throw tooBig("frame of " + length + " bytes, the limit is " + maxFrameBytes);
    }
    if (messageBytes + length > maxMessageBytes) {
      throw tooBig("message longer than " + maxMessageBytes + " bytes");
    }
    if (fragments >= maxFragments) {
      throw tooBig("message of more than " + maxFragments + " fragments");
    }
  }

  /** Goes on to the next frame; the current one has been taken out of the buffer. */
  void frameTaken() {
    headerRead = false;
    if (isControl()) {
      return;
    }
    if (fin) {
      messageOpcode = CONTINUATION;
      messageBytes = 0;
      fragments = 0;
    } else {
      if (opcode != CONTINUATION) {
        messageOpcode = opcode;
        messageCompressed = rsv1;
      }
      messageBytes += payloadLength;
      fragments++;
    }
  }

  /** Header and payload of the current frame, in bytes. */
  int frameLength() {
    return headerLength + payloadLength;
  }

  int headerLength() {
    return headerLength;
  }

  int payloadLength() {
    return payloadLength;
  }

  int opcode() {
    return opcode;
  }

  boolean isFin() {
    return fin;
  }

  /** Whether the current frame is a message of its own, not a fragment nor a control frame. */
  boolean isWholeMessage() {
    return fin && (opcode == TEXT || opcode == BINARY);
  }

  /** Whether the current frame carries text, be it the first frame or a continuation. */
  boolean isText() {
    return opcode == TEXT || (opcode == CONTINUATION && messageOpcode == TEXT);
  }

  /** Whether the current frame belongs to a compressed message. */
  boolean isCompressed() {
    return rsv1 || (messageCompressed && opcode == CONTINUATION);
  }

  private boolean isControl() {
    return opcode >= CLOSE;
  }

  private static FrameViolation protocolError(String rule) {
    return new FrameViolation(CloseCode.PROTOCOL_ERROR, rule);
  }

  private static FrameViolation tooBig(String rule) {
    return new FrameViolation(CloseCode.TOO_BIG, rule);
  }
}
