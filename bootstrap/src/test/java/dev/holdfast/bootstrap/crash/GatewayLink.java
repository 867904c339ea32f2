package dev.holdfast.bootstrap.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway's end of one WebSocket link (RFC 6455), as little as a daemon that keeps to the rules
 * needs. Without a library, so that a gateway starts as fast as it is killed. One thread.
 */
final class GatewayLink {

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int HEAD_MAX = 16 * 1024;
  private static final int PAYLOAD_MAX = 1 << 20;
  private static final Pattern KEY =
      Pattern.compile("(?im)^Sec-WebSocket-Key:[ \\t]*(\\S+)[ \\t]*\\r?$");

  private final DataInputStream in;
  private final OutputStream out;

  GatewayLink(Socket socket) throws IOException {
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /** Answers the opening handshake. */
  void open() throws IOException {
    Matcher key = KEY.matcher(readHead());
    if (!key.find()) {
      throw new IOException("no opening handshake");
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The next text; empty once the daemon has closed the link. */
  Optional<String> read() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = readPayload();
      switch (first & 0x0f) {
        case TEXT -> {
          return Optional.of(new String(payload, StandardCharsets.UTF_8));
        }
        case PING -> write(PONG, payload);
        case CLOSE -> {
          write(CLOSE, payload);
          return Optional.empty();
        }
        default -> {
          // Pongs nobody asked for.
        }
      }
    }
  }

  void write(String text) throws IOException {
    write(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int opcode, byte[] payload) throws IOException {
    if (payload.length > 125) {
      throw new IllegalArgumentException("an answer of " + payload.length + " bytes");
    }
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    out.write(frame);
    out.flush();
  }

  private byte[] readPayload() throws IOException {
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length < 0 || length > PAYLOAD_MAX) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] mask = new byte[4];
    in.readFully(mask);
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  private String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int tail = 0;
    while (tail != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0 || head.size() == HEAD_MAX) {
        throw new EOFException("the opening handshake has no end");
      }
      head.write(next);
      tail = tail << 8 | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
