package dev.holdfast.bootstrap.gateway;

import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;

/**
 * One life of the Jetty server, from listening to stopped. A restarted gateway takes a new one:
 * Jetty can start a stopped connector again, but the acceptor thread of its first life may live on.
 *
 * <p>One thread at a time.
 */
final class JettyIncarnation {

  private static final Logger LOG = GatewayLog.LOG;
  private static final int MAX_CONNECTIONS = 1000;
  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int MAX_OUTGOING_FRAMES = 256;
  private static final int MAX_THREADS = 16;

  /** Longer than any fault lasts, so that only a client that is really gone meets it. */
  private static final Duration IDLE_TIMEOUT = FaultTimings.LONGEST.multipliedBy(2);

  private final Server server;
  private final ServerConnector connector;

  private JettyIncarnation(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to serve on a socket that listens already.
   *
   * @param connections makes the endpoint of each accepted connection; called by Jetty's threads
   * @param door makes what stands before the upgrade
   */
  static JettyIncarnation start(
      ServerSocketChannel channel,
      Supplier<GatewayConnection> connections,
      Function<Handler, HandshakeDoor> door) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setName("holdfast-gateway-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setHandler(
        door.apply(
            WebSocketUpgradeHandler.from(server, container -> configure(container, connections))));
    try {
      connector.open(channel);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start", e);
    }
    return new JettyIncarnation(server, connector);
  }

  private static void configure(
      ServerWebSocketContainer container, Supplier<GatewayConnection> connections) {
    container.setIdleTimeout(IDLE_TIMEOUT);
    container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
    container.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
    container.setMaxFrameSize(MAX_MESSAGE_BYTES);
    container.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
    container.addMapping("/*", (request, response, callback) -> connections.get());
  }

  /** Closes the listening socket; open connections stay. */
  void stopListening() {
    // Else an acceptor thread that is not in accept() just now would spin on the closed socket.
    connector.setAccepting(false);
    connector.close();
  }

  /** Ends everything that is left. */
  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Jetty did not stop cleanly", e);
    }
  }
}
