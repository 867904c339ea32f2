package dev.holdfast.bootstrap.gateway;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One accepted WebSocket connection. Jetty's threads call the listener methods, the loop calls the
 * rest; what is answered is decided on the loop too.
 *
 * <p>The next frame is asked for only after the answer to the last one is written, so a client that
 * does not read is not read either. Pings are answered here and not by Jetty, because a frozen
 * gateway must not answer them.
 *
 * <p>Public only because Jetty finds the methods of an endpoint by reflection; no use outside this
 * package.
 */
public final class GatewayConnection implements Session.Listener {

  /** What a connection tells and needs; called on Jetty's threads. */
  interface Owner {

    /** The time since the start of the gateway. */
    Duration now();

    /** A task for the loop. */
    void onLoop(Runnable task);

    /** A task for the loop, later. */
    void onLoopAfter(Duration delay, Runnable task);

    /** The opening handshake is done. */
    void onOpened(GatewayConnection connection);

    /** The connection is gone, or the client asked to end it. At most once. */
    void onLost(GatewayConnection connection, int closeCode);

    /** A task to be run when the time for a closing handshake is over. */
    void afterCloseGrace(Runnable task);
  }

  private static final Logger LOG = GatewayLog.LOG;

  /** More than one round of readings; a client that is further behind misses some. */
  private static final int MAX_PENDING_TEXTS = 2 * GatewayOptions.MAX_SENSORS;

  private final long number;
  private final Conversation conversation;
  private final Owner owner;
  private final AtomicInteger pendingTexts = new AtomicInteger();
  private volatile Optional<Session> session = Optional.empty();
  private volatile boolean frozen;

  /** When the loop will ask what there is to say; loop only. */
  private Optional<Duration> armedFor = Optional.empty();

  GatewayConnection(long number, Conversation conversation, Owner owner) {
    this.number = number;
    this.conversation = conversation;
    this.owner = owner;
  }

  /** Counted from 1 over the life of the gateway. */
  long number() {
    return number;
  }

  /** Sends a text unasked, unless the connection is frozen or the client far behind. */
  void tell(String text) {
    if (frozen) {
      return;
    }
    if (pendingTexts.incrementAndGet() > MAX_PENDING_TEXTS) {
      pendingTexts.decrementAndGet();
      LOG.debug("Connection {}: the client does not read, a message is left out", number);
      return;
    }
    Callback written = Callback.from(pendingTexts::decrementAndGet, this::onSendFailed);
    session.ifPresent(open -> open.sendText(text, written));
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
      owner.onLoop(() -> answer(conversation.answersTo(message, owner.now())));
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    if (frozen) {
      demand();
    } else {
      owner.onLoop(() -> answer(conversation.answersToBinary()));
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

  /** Sends the answers in order and asks for the next frame after the last one. */
  private void answer(List<String> answers) {
    if (frozen || answers.isEmpty()) {
      demand();
    } else {
      int last = answers.size() - 1;
      answers.subList(0, last).forEach(this::tell);
      session.ifPresent(open -> open.sendText(answers.get(last), demandAfter()));
    }
    arm();
  }

  private void arm() {
    Optional<Duration> next = conversation.nextAt();
    boolean sooner =
        next.isPresent() && (armedFor.isEmpty() || next.get().compareTo(armedFor.get()) < 0);
    if (sooner) {
      armedFor = next;
      Duration at = next.get();
      owner.onLoopAfter(at.minus(owner.now()), () -> tellWhatIsDue(at));
    }
  }

  /** Once armed for a sooner moment, the later timer has nothing to do. */
  private void tellWhatIsDue(Duration at) {
    if (armedFor.equals(Optional.of(at))) {
      armedFor = Optional.empty();
      conversation.due(owner.now()).forEach(this::tell);
      arm();
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
