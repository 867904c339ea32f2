package dev.holdfast.bootstrap.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A WebSocket client on a plain socket that sees every byte: it answers nothing by itself and tells
 * a close frame from the end of TCP. Every read has a deadline. One thread.
 */
final class RawClient implements AutoCloseable {

  static final int TEXT = 0x1;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final Duration READ_LIMIT = Duration.ofSeconds(10);

  /** A frame from the gateway. */
  record Frame(int opcode, ByteBuffer payload) {

    String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }

    int closeCode() {
      return payload.getShort(0) & 0xFFFF;
    }
  }

  private final Socket socket = new Socket();
  private final PushbackInputStream raw;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** Connects TCP only. */
  RawClient(URI gateway) throws IOException {
    socket.connect(
        new InetSocketAddress(gateway.getHost(), gateway.getPort()), (int) READ_LIMIT.toMillis());
    socket.setSoTimeout((int) READ_LIMIT.toMillis());
    raw = new PushbackInputStream(socket.getInputStream());
    in = new DataInputStream(raw);
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** Connects and completes the opening handshake. */
  static RawClient open(URI gateway) throws IOException {
    RawClient client = new RawClient(gateway);
    String head = client.handshake();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      client.close();
      throw new IOException("no upgrade: " + head);
    }
    return client;
  }

  /** Sends the upgrade request and returns the head of the answer. */
  String handshake() throws IOException {
    return request(
        String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: gateway",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "\r\n"));
  }

  /** Sends an HTTP request and returns the head of the answer. */
  String request(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  void sendText(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one masked frame of at most 125 bytes. */
  void send(int opcode, byte[] payload) throws IOException {
    byte[] mask = {1, 2, 3, 4};
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    frame.write(0x80 | payload.length);
    frame.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i % 4]);
    }
    sendBytes(frame.toByteArray());
  }

  void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** The next frame, or empty when TCP ended, by FIN or RST. */
  Optional<Frame> read() throws IOException {
    try {
      int opcode = in.readUnsignedByte() & 0x0F;
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      return Optional.of(new Frame(opcode, ByteBuffer.wrap(in.readNBytes(length))));
    } catch (EOFException e) {
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  /** The next frame; fails when TCP ended instead. */
  Frame readFrame() throws IOException {
    return read().orElseThrow(() -> new EOFException("TCP ended"));
  }

  /** Waits for a byte: true when none came and TCP is still open, false when there is one. */
  boolean staysOpenAndSilent(Duration silence) throws IOException {
    socket.setSoTimeout((int) silence.toMillis());
    try {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("TCP ended");
      }
      raw.unread(next);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) READ_LIMIT.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
