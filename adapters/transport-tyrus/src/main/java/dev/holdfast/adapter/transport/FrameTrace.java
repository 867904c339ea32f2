package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the frames of one link at trace level: direction, opcode, length, and the beginning of the
 * payload without secrets. A message that is compressed or in several frames is shown a second
 * time, as a whole: a secret in two frames would not be found in either. Loop thread only.
 *
 * <p>Whoever calls asks {@link #isOn} first: two loads and a comparison for a frame that is not
 * shown, and nothing is made for it.
 */
final class FrameTrace {

  /** The most characters of a payload that are shown; for binary data two make a byte. */
  static final int SHOWN_MOST = 256;

  /** More of a binary payload is not looked at. */
  private static final int BYTES_MOST = 8192;

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.frames");

  private static final String IN = "<-";
  private static final String OUT = "->";

  private static final String[] OPCODES = {"continuation", "text", "binary"};
  private static final String[] CONTROL = {"close", "ping", "pong"};

  private final Consumer<Runnable> log;
  private final Excerpt excerpt;

  /**
   * Of one link.
   *
   * @param log writes lines such that they name the connection
   */
  FrameTrace(Consumer<Runnable> log, Excerpt excerpt) {
    this.log = log;
    this.excerpt = excerpt;
  }

  /** Whether frames are shown. */
  boolean isOn() {
    return LOG.isTraceEnabled();
  }

  /**
   * A frame has arrived.
   *
   * @param start of its payload
   * @param whole whether the payload stands for itself: neither compressed nor a part
   */
  void arrived(int opcode, boolean fin, boolean whole, ByteBuf all, int start, int length) {
    if (!whole) {
      show(IN, opcode, length, fin ? "" : " (to be continued)", "");
    } else {
      byte[] payload =
          ByteBufUtil.getBytes(all, start, Math.min(length, bytesMost(opcode, length)));
      show(IN, opcode, length, "", payload(opcode, payload));
    }
  }

  /** A frame is on its way out, with a payload that stands for itself. */
  void leaves(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    byte[] bytes = new byte[Math.min(length, bytesMost(opcode, length))];
    payload.duplicate().get(bytes);
    show(OUT, opcode, length, "", payload(opcode, bytes));
  }

  /** A frame is on its way out, whose payload cannot be shown. */
  void leaves(int opcode, int length, String note) {
    show(OUT, opcode, length, note, "");
  }

  /** A text frame is on its way out. */
  void leaves(String text, int length) {
    show(OUT, FrameGuard.TEXT, length, "", excerpt.of(text, SHOWN_MOST));
  }

  /** A text message that came in several frames, or compressed. */
  void arrived(String message) {
    message(IN, "text", message.length() + " characters", excerpt.of(message, SHOWN_MOST));
  }

  /** A binary message that came in several frames, or compressed. */
  void arrived(ByteBuffer message) {
    message(IN, "binary", message.remaining() + " bytes", hex(message));
  }

  /** A text message that is about to be compressed. */
  void compresses(String message) {
    message(OUT, "text", message.length() + " characters", excerpt.of(message, SHOWN_MOST));
  }

  /** A binary message that is about to be compressed. */
  void compresses(ByteBuffer message) {
    message(OUT, "binary", message.remaining() + " bytes", hex(message));
  }

  private String hex(ByteBuffer message) {
    byte[] bytes = new byte[Math.min(message.remaining(), BYTES_MOST)];
    message.duplicate().get(bytes);
    return excerpt.of(ByteBufUtil.hexDump(bytes), SHOWN_MOST);
  }

  private void message(String direction, String kind, String length, String payload) {
    log.accept(() -> LOG.trace("{} whole {} message, {}: {}", direction, kind, length, payload));
  }

  private void show(String direction, int opcode, int length, String note, String payload) {
    String colon = payload.isEmpty() ? "" : ": ";
    log.accept(
        () ->
            LOG.trace(
                "{} {}, {} bytes{}{}{}", direction, name(opcode), length, note, colon, payload));
  }

  /** Text is shown from its characters, which are all needed; of binary data the beginning does. */
  private static int bytesMost(int opcode, int length) {
    return opcode == FrameGuard.TEXT ? length : BYTES_MOST;
  }

  private String payload(int opcode, byte[] bytes) {
    if (opcode == FrameGuard.TEXT) {
      return excerpt.of(new String(bytes, StandardCharsets.UTF_8), SHOWN_MOST);
    }
    if (opcode == FrameGuard.CLOSE && bytes.length >= 2) {
      int code = Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
      String reason = new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8);
      return code + " " + excerpt.of(reason, SHOWN_MOST);
    }
    return excerpt.of(ByteBufUtil.hexDump(bytes), SHOWN_MOST);
  }

  private static String name(int opcode) {
    if (opcode < OPCODES.length) {
      return OPCODES[opcode];
    }
    int control = opcode - FrameGuard.CLOSE;
    return control >= 0 && control < CONTROL.length ? CONTROL[control] : "opcode " + opcode;
  }
}
