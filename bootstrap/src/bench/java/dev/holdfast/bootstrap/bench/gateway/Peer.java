package dev.holdfast.bootstrap.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One accepted connection: first an HTTP request, then frames. Gateway thread only. */
final class Peer {

  private static final int REQUEST_MAX = 16 << 10;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  /** What the request asked for. */
  private enum Use {
    UNDECIDED,
    FLOOD,
    COUNT,
    ECHO,
    IDLE
  }

  private final BenchGateway gateway;
  private final SocketChannel socket;
  private Use use = Use.UNDECIDED;

  /** What came and is not complete, ready to be read; null between frames. */
  private @Nullable ByteBuffer rest;

  /** What the socket has not taken yet, ready to be read. */
  private @Nullable ByteBuffer waiting;

  Peer(BenchGateway gateway, SocketChannel socket) {
    this.gateway = gateway;
    this.socket = socket;
  }

  void ready(SelectionKey key) throws IOException {
    if (key.isReadable()) {
      read(key);
    }
    if (key.isValid() && key.isWritable()) {
      write(key);
    }
  }

  void drop(SelectionKey key) {
    key.cancel();
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("gateway: close failed: " + e);
    }
  }

  private void read(SelectionKey key) throws IOException {
    ByteBuffer in = gateway.input();
    if (rest != null) {
      in.put(rest);
      rest = null;
    }
    if (socket.read(in) < 0) {
      drop(key);
      return;
    }
    in.flip();
    if (use == Use.UNDECIDED) {
      request(in, key);
    } else {
      frames(in, key);
    }
    if (in.hasRemaining()) {
      rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }
  }

  private void request(ByteBuffer in, SelectionKey key) throws IOException {
    String text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      if (text.length() > REQUEST_MAX) {
        throw new IOException("endless request");
      }
      return;
    }
    in.position(in.position() + end + 4);
    String path = text.split(" ", 3)[1];
    if (path.equals("/report")) {
      send(UpgradeReply.report(gateway.counted()), key);
      drop(key);
      return;
    }
    use = Use.valueOf(path.substring(1).toUpperCase(Locale.ROOT));
    send(UpgradeReply.accept(text), key);
    if (use == Use.FLOOD) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  private void write(SelectionKey key) throws IOException {
    if (waiting != null) {
      socket.write(waiting);
      if (waiting.hasRemaining()) {
        return;
      }
      waiting = null;
    }
    if (use == Use.FLOOD) {
      ByteBuffer flood = Flood.MESSAGES.duplicate();
      socket.write(flood);
      waiting = flood.hasRemaining() ? flood : null;
    } else {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Takes all whole frames; leaves the beginning of the next one. */
  private void frames(ByteBuffer in, SelectionKey key) throws IOException {
    int data = 0;
    ByteBuffer echoes = use == Use.ECHO ? ByteBuffer.allocate(in.remaining()) : in;
    while (key.isValid()) {
      int start = in.position();
      int length = ClientFrame.length(in);
      if (length < 0) {
        break;
      }
      int opcode = in.get(start) & 0xf;
      if (opcode < CLOSE) {
        data++;
        if (use == Use.ECHO) {
          ClientFrame.reply(in, length, opcode, echoes);
        }
      } else if (opcode == PING) {
        ByteBuffer pong = ByteBuffer.allocate(length);
        ClientFrame.reply(in, length, PONG, pong);
        send(pong.flip(), key);
      } else if (opcode == CLOSE) {
        ByteBuffer close = ByteBuffer.allocate(length);
        ClientFrame.reply(in, length, CLOSE, close);
        send(close.flip(), key);
        drop(key);
      }
      in.position(start + length);
    }
    if (use == Use.ECHO) {
      send(echoes.flip(), key);
    } else {
      gateway.count(data);
    }
  }

  private void send(ByteBuffer bytes, SelectionKey key) throws IOException {
    if (waiting == null) {
      socket.write(bytes);
      if (!bytes.hasRemaining()) {
        return;
      }
      waiting = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    } else {
      int both = waiting.remaining() + bytes.remaining();
      waiting = ByteBuffer.allocate(both).put(waiting).put(bytes).flip();
    }
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }
}
