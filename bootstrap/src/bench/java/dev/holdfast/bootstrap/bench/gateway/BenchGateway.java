package dev.holdfast.bootstrap.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A WebSocket gateway for measuring: one thread, one selector, buffers that are shared. The path of
 * the upgrade request says what a connection is for:
 *
 * <ul>
 *   <li>{@code /flood}: text messages of 128 bytes, as fast as the socket takes them;
 *   <li>{@code /count}: data frames are counted, their content is not looked at;
 *   <li>{@code /echo}: every message comes back;
 *   <li>{@code /idle}: nothing but pongs;
 *   <li>{@code /report}: no upgrade, but a plain answer with the number of frames counted so far.
 * </ul>
 */
public final class BenchGateway {

  /** Length of the payload of a flooded message, in bytes; all ASCII. */
  public static final int MESSAGE_BYTES = 128;

  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 << 10);
  private long counted;

  private BenchGateway(int port) throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Runs until the process is ended; prints one line with its port when it listens.
   *
   * @param args the port, 0 for any
   * @throws IOException if the port cannot be had
   */
  public static void main(String[] args) throws IOException {
    BenchGateway gateway = new BenchGateway(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    System.out.println("port " + gateway.server.socket().getLocalPort());
    gateway.run();
  }

  private void run() throws IOException {
    while (true) {
      selector.select(this::ready);
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof Peer peer) {
      try {
        peer.ready(key);
      } catch (IOException e) {
        // A client that is gone; measured clients end without ceremony.
        peer.drop(key);
      }
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (SocketChannel socket = server.accept(); socket != null; socket = server.accept()) {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.register(selector, SelectionKey.OP_READ, new Peer(this, socket));
      }
    } catch (IOException e) {
      System.err.println("gateway: accept failed: " + e);
    }
  }

  /** Empty; shared by all connections, which are served one at a time. */
  ByteBuffer input() {
    return input.clear();
  }

  void count(int frames) {
    counted += frames;
  }

  long counted() {
    return counted;
  }
}
