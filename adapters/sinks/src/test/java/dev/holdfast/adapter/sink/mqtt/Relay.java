package dev.holdfast.adapter.sink.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A wire between a client and a broker that the test can cut and mend. */
final class Relay implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean whole;

  /** A wire to a port; cut. */
  Relay(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lets clients through. */
  synchronized void mend() {
    whole = true;
  }

  /** Breaks every connection and lets nobody through. */
  synchronized void cut() throws IOException {
    whole = false;
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    cut();
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        connect(server.accept());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private synchronized void connect(Socket client) throws IOException {
    if (!whole) {
      client.close();
      return;
    }
    Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(client);
    sockets.add(broker);
    start(() -> pump(client, broker));
    start(() -> pump(broker, client));
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Cut, or one of both has left.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
