package dev.holdfast.bootstrap.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * The server under the gateway: a port that is listened on, or is not for a while, and a say over
 * handshakes. Driven by one thread at a time; {@link #admits} and {@link #port} may be asked by
 * any.
 */
final class GatewayServer {

  private static final Logger LOG = GatewayLog.LOG;
  private static final int BACKLOG = 128;

  private final String host;
  private final long retryAfterSeconds;
  private final Supplier<GatewayConnection> connections;
  private final Runnable onRefused;
  private volatile int port;
  private volatile Admission admission = Admission.OPEN;
  private Optional<JettyIncarnation> jetty = Optional.empty();
  private Optional<Socket> portKeeper = Optional.empty();

  /**
   * @param connections makes the endpoint of each accepted connection; called by Jetty's threads
   * @param onRefused called on a Jetty thread for every handshake that {@link #refuse} refuses
   */
  GatewayServer(
      GatewayOptions options, Supplier<GatewayConnection> connections, Runnable onRefused) {
    host = options.host();
    port = options.port();
    retryAfterSeconds = options.timings().retryAfterSeconds();
    this.connections = connections;
    this.onRefused = onRefused;
  }

  /**
   * Listens and serves.
   *
   * @throws GatewayStartException if the address cannot be listened on
   */
  void start() throws GatewayStartException {
    try {
      listen();
    } catch (IOException e) {
      throw new GatewayStartException(
          "the demo gateway cannot listen on " + host + " port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The port that is listened on, also while the gateway is down for a restart. */
  int port() {
    return port;
  }

  /** Whether a handshake would be let in now. */
  boolean admits() {
    return admission == Admission.OPEN;
  }

  /** Answers handshakes with 503 and Retry-After until {@link #admit}. */
  void refuse() {
    admission = Admission.REFUSING;
  }

  /** Lets handshakes in again. */
  void admit() {
    admission = Admission.OPEN;
  }

  /** Stops to listen; connections that are open stay. The port is shut when it can be kept. */
  void stopListening() {
    admission = Admission.SHUT;
    jetty.ifPresent(JettyIncarnation::stopListening);
  }

  /**
   * Keeps the port bound without listening, so that TCP connections are refused, no other program
   * takes it, and a client that dials it meanwhile cannot connect to itself.
   *
   * @return whether it is kept; false right after {@link #stopListening} means that the acceptor
   *     thread has not let go of the listening socket yet
   */
  boolean keepPort() {
    Socket keeper = new Socket();
    try {
      keeper.setReuseAddress(true);
      keeper.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      LOG.debug("The port of the demo gateway is not free yet", e);
      release(keeper);
      return false;
    }
    portKeeper = Optional.of(keeper);
    return true;
  }

  /**
   * Ends what is left of the old connections, then listens on the same port again.
   *
   * @throws IOException if the port was taken meanwhile; calling again is the remedy
   */
  void listenAgain() throws IOException {
    stop();
    admission = Admission.OPEN;
    listen();
  }

  /** Ends everything. */
  void stop() {
    jetty.ifPresent(JettyIncarnation::stop);
    jetty = Optional.empty();
    portKeeper.ifPresent(GatewayServer::release);
    portKeeper = Optional.empty();
  }

  private static void release(Socket keeper) {
    try {
      keeper.close();
    } catch (IOException e) {
      LOG.debug("The demo gateway cannot give its port back", e);
    }
  }

  private void listen() throws IOException {
    ServerSocketChannel channel = bind();
    port = channel.socket().getLocalPort();
    jetty =
        Optional.of(
            JettyIncarnation.start(
                channel,
                connections,
                upgrade ->
                    new HandshakeDoor(upgrade, () -> admission, retryAfterSeconds, onRefused)));
  }

  private ServerSocketChannel bind() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(host, port), BACKLOG);
      return channel;
    } catch (UnresolvedAddressException e) {
      channel.close();
      throw new IOException("unknown host", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
