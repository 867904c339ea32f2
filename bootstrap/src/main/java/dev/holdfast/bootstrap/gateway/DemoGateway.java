package dev.holdfast.bootstrap.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;

/**
 * A gateway that misbehaves on purpose: a WebSocket server that has vibration readings of simulated
 * sensors, and hurts its connections as a plan says or as it is told. In {@code json} every
 * connection gets every reading; in {@code ctc} clients log in, and ask for them.
 *
 * <p>Any path is accepted. WebSocket pings are answered. The gateway's own threads are daemon
 * threads: whoever starts it keeps the process alive. All methods may be called from any thread,
 * but {@link #close()} not from a listener.
 */
public final class DemoGateway implements AutoCloseable {

  private static final Logger LOG = GatewayLog.LOG;
  private static final GatewayAccount ACCOUNT = GatewayAccount.demo();

  private enum State {
    NEW,
    RUNNING,
    CLOSED
  }

  private final GatewayOptions options;
  private final GatewayLoop loop;
  private final Listeners listeners = new Listeners();
  private final GatewayServer server;
  private final Connections connections;
  private final FaultInjection faults;
  private final SensorFleet sensors;
  private final CtcPlant plant;
  private volatile State state = State.NEW;

  /**
   * A gateway that is not started yet.
   *
   * @param options how it is to run
   */
  public DemoGateway(GatewayOptions options) {
    this.options = options;
    loop = new GatewayLoop(System::nanoTime);
    server = new GatewayServer(options, this::newConnection, this::onHandshakeRefused);
    plant = new CtcPlant(options.sensors(), options.seed(), InstantSource.system());
    connections =
        new Connections(loop, listeners, conversations(options.protocol()), server::admits);
    faults = new FaultInjection(loop, server, connections, listeners, options);
    sensors = new SensorFleet(options.sensors(), options.readingInterval(), options.seed());
    listeners.add(
        new GatewayListener() {
          @Override
          public void onConnectionAccepted(long connection, Duration at) {
            faults.linkUp();
          }
        });
  }

  /**
   * Tells a listener of everything that happens from now on.
   *
   * @param listener called on the gateway's own thread
   */
  public void addListener(GatewayListener listener) {
    listeners.add(listener);
  }

  /**
   * Listens and begins to send readings.
   *
   * @throws GatewayStartException if the address cannot be listened on, for example because the
   *     port is taken; the gateway is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  public synchronized void start() throws GatewayStartException {
    if (state != State.NEW) {
      throw new IllegalStateException("the demo gateway was started or closed before: " + state);
    }
    try {
      server.start();
    } catch (GatewayStartException e) {
      close();
      throw e;
    }
    state = State.RUNNING;
    LOG.info("The demo gateway listens on {}", uri());
    switch (options.protocol()) {
      case JSON -> loop.every(options.readingInterval(), this::sendReadings);
      case CTC ->
          LOG.info(
              "It simulates a CTC Connect gateway, from notes and not from hardware; log in as {}"
                  + " with the password {}; sensors: {}",
              ACCOUNT.email(),
              ACCOUNT.password(),
              serials().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  /**
   * Where clients connect: {@code ws://host:port/}, with the port that is really used.
   *
   * @return the address
   * @throws IllegalStateException if the gateway does not run
   */
  public URI uri() {
    requireRunning();
    try {
      return new URI("ws", null, options.host(), server.port(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a host that can be listened on has an address", e);
    }
  }

  /**
   * The serial numbers of its sensors, as they stand on the housings. Used in {@code ctc} only.
   *
   * @return in ascending order; empty if it has none
   */
  public List<Integer> serials() {
    return plant.serials();
  }

  /**
   * Begins a fault, soon and not before it returns: the listener is told when. Left out while the
   * gateway is down because of {@link Fault#RESTART}.
   *
   * @param fault what to do
   * @throws IllegalStateException if the gateway does not run
   */
  public void inflict(Fault fault) {
    requireRunning();
    loop.execute(() -> faults.inflict(fault));
  }

  /**
   * Closes every connection with 1001 (going away), then stops listening. Takes a few seconds at
   * most; a second call does nothing.
   */
  @Override
  public synchronized void close() {
    boolean wasRunning = state == State.RUNNING;
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    loop.close();
    connections.closeAllAndWait(StatusCode.SHUTDOWN, "the demo gateway ends");
    server.stop();
    if (wasRunning) {
      LOG.info("The demo gateway has stopped");
    }
  }

  private void requireRunning() {
    if (state != State.RUNNING) {
      throw new IllegalStateException("the demo gateway does not run: " + state);
    }
  }

  private Supplier<Conversation> conversations(GatewayProtocol protocol) {
    return switch (protocol) {
      case JSON -> () -> JsonDialect.INSTANCE;
      case CTC -> () -> new CtcSession(plant, ACCOUNT);
    };
  }

  private GatewayConnection newConnection() {
    return connections.next();
  }

  private void onHandshakeRefused() {
    Duration at = loop.now();
    loop.execute(() -> faults.handshakeRefused(at));
  }

  private void sendReadings() {
    // Read also when nobody listens: the sensors do not stop, a gap in the sequence shows a loss.
    List<String> readings = sensors.nextReadings(Instant.now());
    for (GatewayConnection connection : connections.all()) {
      readings.forEach(connection::tell);
    }
  }
}
