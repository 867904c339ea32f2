package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The connections that are open now. Jetty's threads make connections and tell about them; all else
 * happens on the loop.
 */
final class Connections implements GatewayConnection.Owner {

  /** How long a client may take to answer a close frame before TCP is cut. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  /** How long to wait for close frames to be written when the gateway itself ends. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(1);

  private final GatewayLoop loop;
  private final GatewayListener listener;
  private final Supplier<Conversation> conversations;
  private final BooleanSupplier admits;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, GatewayConnection> open = new ConcurrentSkipListMap<>();

  /**
   * @param listener told of connections that come and go, on the loop
   * @param conversations makes what is said on a new connection; called by any thread
   * @param admits whether a connection that is new now may stay
   */
  Connections(
      GatewayLoop loop,
      GatewayListener listener,
      Supplier<Conversation> conversations,
      BooleanSupplier admits) {
    this.loop = loop;
    this.listener = listener;
    this.conversations = conversations;
    this.admits = admits;
  }

  /** The endpoint of the next connection. Any thread. */
  GatewayConnection next() {
    return new GatewayConnection(numbers.incrementAndGet(), conversations.get(), this);
  }

  /** The open connections, oldest first: a copy. */
  List<GatewayConnection> all() {
    return new ArrayList<>(open.values());
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Closes all of them and does not wait. */
  void closeAll(int code, String reason) {
    all().forEach(connection -> connection.close(code, reason, () -> {}));
  }

  /** Closes all of them and waits a moment for the close frames to be written. After the loop. */
  void closeAllAndWait(int code, String reason) {
    List<GatewayConnection> last = all();
    CountDownLatch written = new CountDownLatch(last.size());
    last.forEach(connection -> connection.close(code, reason, written::countDown));
    try {
      if (!written.await(FAREWELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        GatewayLog.LOG.debug("{} close frames were not written in time", written.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onOpened(GatewayConnection connection) {
    Duration at = loop.now();
    loop.execute(
        () -> {
          // Its handshake began before the fault that begins now: it goes like the others.
          if (!admits.getAsBoolean()) {
            connection.cut();
            return;
          }
          open.put(connection.number(), connection);
          listener.onConnectionAccepted(connection.number(), at);
        });
  }

  @Override
  public void onLost(GatewayConnection connection, int closeCode) {
    Duration at = loop.now();
    loop.execute(
        () -> {
          if (open.remove(connection.number()) != null) {
            listener.onConnectionLost(connection.number(), closeCode, at);
          }
        });
  }

  @Override
  public Duration now() {
    return loop.now();
  }

  @Override
  public void onLoop(Runnable task) {
    loop.execute(task);
  }

  @Override
  public void onLoopAfter(Duration delay, Runnable task) {
    loop.after(delay, task);
  }

  @Override
  public void afterCloseGrace(Runnable task) {
    loop.after(CLOSE_GRACE, task);
  }
}
