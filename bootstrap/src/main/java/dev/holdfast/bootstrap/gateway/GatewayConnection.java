package dev.holdfast.bootstrap.gateway;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One accepted WebSocket connection. Jetty's threads call the listener methods, the loop calls the
 * rest.
 *
 * <p>The next frame is asked for only after the answer to the last one is written, so a client that
 * does not read is not read either. Pings are answered here and not by Jetty, because a frozen
 * gateway must not answer them.
 *
 * <p>Public only because Jetty finds the methods of an endpoint by reflection; no use outside this
 * package.
 */
public final class GatewayConnection implements Session.Listener {

  /** What a connection tells; called on Jetty's threads. */
  interface Owner {

    /** The opening handshake is done. */
    void onOpened(GatewayConnection connection);

    /** The connection is gone, or the client asked to end it. At most once. */
    void onLost(GatewayConnection connection, int closeCode);

    /** A task to be run when the time for a closing handshake is over. */
    void afterCloseGrace(Runnable task);
  }

  private static final Logger LOG = GatewayLog.LOG;

  /** More than one round of readings; a client that is further behind misses some. */
  private static final int MAX_PENDING_READINGS = 2 * GatewayOptions.MAX_SENSORS;

  private final long number;
  private final Owner owner;
  private final AtomicInteger pendingReadings = new AtomicInteger();
  private volatile Optional<Session> session = Optional.empty();
  private volatile boolean frozen;

  GatewayConnection(long number, Owner owner) {
    this.number = number;
    this.owner = owner;
  }

  /** Counted from 1 over the life of the gateway. */
  long number() {
    return number;
  }

  /** Sends a reading, unless the connection is frozen or the client far behind. */
  void sendReading(String reading) {
    if (frozen) {
      return;
    }
    if (pendingReadings.incrementAndGet() > MAX_PENDING_READINGS) {
      pendingReadings.decrementAndGet();
      LOG.debug("Connection {}: the client does not read, a reading is left out", number);
      return;
    }
    Callback written = Callback.from(pendingReadings::decrementAndGet, this::onSendFailed);
    session.ifPresent(open -> open.sendText(reading, written));
  }

  /** From now on reads everything and answers nothing. Only the end of the connection thaws it. */
  void freeze() {
    frozen = true;
  }

  /** Ends TCP at once, with no close frame. Harmless on a connection that is gone. */
  void cut() {
    session.ifPresent(Session::disconnect);
  }

  /**
   * Sends a close frame. Jetty ends TCP by itself: at once after codes that tell of a fault, else
   * when the client has answered; one that never answers is cut after the grace time.
   *
   * @param done run when the frame is written, or when that failed
   */
  void close(int code, String reason, Runnable done) {
    if (session.isEmpty()) {
      done.run();
      return;
    }
    Callback written = Callback.from(done, failure -> done.run());
    session.get().close(code, reason, written);
    owner.afterCloseGrace(this::cut);
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = Optional.of(opened);
    owner.onOpened(this);
    opened.demand();
  }

  @Override
  public void onWebSocketText(String message) {
    if (frozen) {
      demand();
    } else {
      session.ifPresent(open -> open.sendText(JsonDialect.answer(message), demandAfter()));
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    if (frozen) {
      demand();
    } else {
      session.ifPresent(open -> open.sendText(JsonDialect.TEXT_ONLY, demandAfter()));
    }
  }

  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    if (frozen) {
      demand();
    } else {
      session.ifPresent(open -> open.sendPong(payload, demandAfter()));
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    demand();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("Connection {} failed", number, cause);
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    owner.onLost(this, code);
    if (frozen && code != StatusCode.NO_CLOSE) {
      // Completing the callback would answer the close frame. Failing it cuts TCP instead.
      owner.afterCloseGrace(() -> callback.fail(new ClosedChannelException()));
    } else {
      callback.succeed();
    }
  }

  /** Asks for the next frame whether or not the answer went out: only reading shows the end. */
  private Callback demandAfter() {
    return Callback.from(
        this::demand,
        failure -> {
          onSendFailed(failure);
          demand();
        });
  }

  private void demand() {
    session.ifPresent(Session::demand);
  }

  private void onSendFailed(Throwable failure) {
    LOG.debug("Connection {}: a message could not be sent", number, failure);
  }
}
