package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One link, from the first DNS query until its socket is gone. Loop thread only.
 *
 * <p>Whatever throws, in a listener or in the engine, {@code OutOfMemoryError} included, ends the
 * link as a protocol violation with code 1011 (the only code for "this side cannot go on") and is
 * logged once with its stack trace: it is a fault of this program, and no link may look open after
 * it.
 */
final class NettyLink implements Link, Opening.Result, FrameHandler.Events {

  private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

  /** Where the link stands; it only ever moves downwards. */
  private enum Phase {
    /** The opening handshake is under way. */
    OPENING,
    /** Messages flow. */
    OPEN,
    /** We have sent a close frame and wait for the gateway's. */
    CLOSING,
    /** The cause of the end is known; the socket is on its way out. */
    LEAVING,
    /** The socket is gone. */
    ENDED
  }

  private final NettyEventLoop loop;
  private final TransportOptions options;
  private final LinkListener listener;
  private final Opening opening;
  private Phase phase = Phase.OPENING;
  private Cause end = Cause.of(CauseKind.LINK_LOST);
  private boolean paused;
  private @Nullable Channel channel;
  private @Nullable FrameHandler frames;
  private @Nullable Departure departure;

  NettyLink(
      NettyEventLoop loop,
      TransportOptions options,
      NameLookup lookup,
      TlsContexts tls,
      HandshakeRequest request,
      LinkListener listener) {
    this.loop = loop;
    this.options = options;
    this.listener = listener;
    this.opening = new Opening(loop, options, lookup, tls, request, this);
  }

  /** Begins to open, after the current task. */
  void start() {
    loop.execute(
        () -> {
          if (phase == Phase.OPENING) {
            opening.start();
          }
        });
  }

  @Override
  public void opened(Channel connection, String subprotocol) {
    try {
      connection
          .config()
          .setWriteBufferWaterMark(
              new WriteBufferWaterMark(
                  options.limits().highWaterMark() / 2, options.limits().highWaterMark()));
      FrameHandler handler = new FrameHandler(connection, options, this);
      channel = connection;
      frames = handler;
      phase = Phase.OPEN;
      connection.pipeline().addLast("frames", handler);
      if (paused) {
        handler.pause();
      }
      listener.onOpen(subprotocol);
    } catch (Throwable t) {
      crashed(t);
    }
  }

  @Override
  public void failed(Cause cause) {
    finish(cause);
  }

  // --- what the application does ---

  @Override
  public void sendText(String text, Runnable written) {
    send(handler -> handler.writer().text(text, written));
  }

  @Override
  public void sendBinary(ByteBuffer data, Runnable written) {
    send(handler -> handler.writer().binary(data, written));
  }

  @Override
  public void sendPing(ByteBuffer payload, Runnable written) {
    if (payload.remaining() > 125) {
      throw new IllegalArgumentException(
          "a ping carries at most 125 bytes but got " + payload.remaining());
    }
    send(handler -> handler.writer().ping(payload, written));
  }

  @Override
  public boolean isWritable() {
    loop.requireInLoop();
    return phase == Phase.OPEN && channel != null && channel.isWritable();
  }

  @Override
  public void pauseReading() {
    loop.requireInLoop();
    if (!paused) {
      paused = true;
      if (frames != null && isUp()) {
        frames.pause();
      }
    }
  }

  @Override
  public void resumeReading() {
    loop.requireInLoop();
    if (paused) {
      paused = false;
      // Messages that were held back must not be delivered inside this call.
      loop.execute(
          () -> {
            if (!paused && frames != null && isUp()) {
              frames.resume();
            }
          });
    }
  }

  @Override
  public void close(int code, String reason) {
    loop.requireInLoop();
    if (phase == Phase.OPENING) {
      abort();
    } else if (phase == Phase.OPEN && frames != null) {
      if (!CloseCode.mayBeSent(code)) {
        throw new IllegalArgumentException("close code " + code + " must not be sent");
      }
      int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > CloseFrame.REASON_MAX) {
        throw new IllegalArgumentException("a close reason has at most 123 bytes but got " + bytes);
      }
      phase = Phase.CLOSING;
      frames.writer().close(code, reason, () -> {});
    }
  }

  @Override
  public void abort() {
    loop.requireInLoop();
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      release();
    }
  }

  private void send(Sending sending) {
    loop.requireInLoop();
    if (phase != Phase.OPEN || frames == null) {
      return;
    }
    try {
      sending.to(frames);
    } catch (Throwable t) {
      // The listener must not be called inside a call to the link.
      loop.execute(() -> crashed(t));
    }
  }

  // --- what the socket brings ---

  @Override
  public void frames() {
    listener.onFrames();
  }

  @Override
  public void text(String message) {
    if (isUp()) {
      listener.onText(message);
    }
  }

  @Override
  public void binary(ByteBuffer message) {
    if (isUp()) {
      listener.onBinary(message);
    }
  }

  @Override
  public void pong() {
    if (isUp()) {
      listener.onPong();
    }
  }

  @Override
  public void writable() {
    if (phase == Phase.OPEN) {
      listener.onWritable();
    }
  }

  @Override
  public void closeFrame(CloseFrame frame) {
    if (isUp()) {
      leave(Cause.closedByGateway(frame.code(), frame.reason()), frame.code(), "");
    }
  }

  @Override
  public void violated(FrameViolation violation) {
    if (isUp()) {
      leave(
          Cause.protocolViolation(violation.closeCode(), violation.rule()),
          violation.closeCode(),
          violation.rule());
    }
  }

  @Override
  public void failed(Throwable failure) {
    if (isUp()) {
      if (ConnectFailures.isReset(failure)) {
        finish(Cause.of(CauseKind.LINK_LOST, "connection reset"));
      } else if (failure instanceof IOException || TlsFailures.isTls(failure)) {
        finish(Cause.of(CauseKind.LINK_LOST, ConnectFailures.message(failure)));
      } else {
        crashed(failure);
      }
    }
  }

  @Override
  public void closed() {
    if (phase == Phase.LEAVING) {
      finish(end);
    } else if (isUp()) {
      finish(Cause.of(CauseKind.LINK_LOST, "ended without a close frame"));
    }
  }

  @Override
  public void crashed(Throwable failure) {
    if (phase == Phase.LEAVING || phase == Phase.ENDED) {
      LOG.error("fault after the end of a link", failure);
      return;
    }
    Cause cause =
        Cause.protocolViolation(
            CloseCode.INTERNAL_ERROR,
            "internal fault, see the log: " + failure.getClass().getSimpleName());
    try {
      if (isUp()) {
        leave(cause, CloseCode.INTERNAL_ERROR, "");
      } else {
        finish(cause);
      }
    } catch (Throwable again) {
      // Not even a close frame is possible, for instance because memory is short.
      failure.addSuppressed(again);
      finish(cause);
    } finally {
      LOG.error("fault in the transport or its listener, the link is given up", failure);
    }
  }

  private boolean isUp() {
    return phase == Phase.OPEN || phase == Phase.CLOSING;
  }

  /** Answers or sends a close frame unless we already have, and lets the socket go gently. */
  private void leave(Cause cause, int code, String reason) {
    boolean closeSent = phase == Phase.CLOSING;
    phase = Phase.LEAVING;
    end = cause;
    if (frames == null || channel == null) {
      throw new IllegalStateException("not open");
    }
    frames.stop();
    if (!closeSent) {
      frames.writer().close(code, reason, () -> {});
    }
    frames.writer().flush();
    if (channel.isActive()) {
      departure = new Departure(channel);
      departure.start();
    } else {
      // Its end was already there, behind frames that had to wait while reading was paused.
      finish(cause);
    }
  }

  private void finish(Cause cause) {
    if (phase == Phase.ENDED) {
      return;
    }
    phase = Phase.ENDED;
    release();
    try {
      listener.onEnded(cause);
    } catch (Throwable t) {
      LOG.error("fault in the listener of a link that has ended", t);
    }
  }

  private void release() {
    opening.cancel();
    if (departure != null) {
      departure.done();
    }
    if (frames != null) {
      frames.stop();
      frames.writer().discard();
    }
    if (channel != null) {
      Sockets.reset(channel);
    }
  }

  /** A write on an open link. */
  private interface Sending {
    void to(FrameHandler handler);
  }
}
