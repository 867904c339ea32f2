package dev.holdfast.bootstrap.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * No WebSocket client at all: blocking calls, frames masked with nothing but zeros, no byte looked
 * at. Shows what gateway, kernel and clock allow, so that no other row is read as more than it is.
 */
final class BareSocket implements MeasuredClient {

  /** A flooded or echoed message of 128 bytes with its header. */
  private static final int FRAME_BYTES = 132;

  private final ByteBuffer output = ByteBuffer.allocateDirect(32 << 10);
  private @Nullable SocketChannel socket;
  private boolean atOnce;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws IOException {
    SocketChannel opening =
        SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    opening.setOption(StandardSocketOptions.TCP_NODELAY, true);
    opening.write(
        StandardCharsets.US_ASCII.encode(
            "GET "
                + gateway.getPath()
                + " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
    // The answer of this gateway ends with "=\r\n\r\n" and holds no other line break pair.
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int last = 0; last != 0x0d0a0d0a; one.clear()) {
      if (opening.read(one) < 0) {
        throw new IOException("refused");
      }
      last = last << 8 | one.get(0);
    }
    socket = opening;
    atOnce = gateway.getPath().equals(Workload.ECHO.path());
    Thread reader = new Thread(() -> read(opening, onText), "reader");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read(SocketChannel from, Consumer<String> onText) {
    ByteBuffer input = ByteBuffer.allocateDirect(256 << 10);
    int pending = 0;
    try {
      for (int got = from.read(input); got >= 0; got = from.read(input.clear())) {
        for (pending += got; pending >= FRAME_BYTES; pending -= FRAME_BYTES) {
          onText.accept("");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void send(String text) throws IOException {
    output.put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) 128).putInt(0);
    output.position(output.position() + 128);
    if (atOnce || output.remaining() < 2 * FRAME_BYTES) {
      SocketChannel open = Objects.requireNonNull(socket, "open() comes first");
      output.flip();
      while (output.hasRemaining()) {
        open.write(output);
      }
      output.clear();
    }
  }
}
