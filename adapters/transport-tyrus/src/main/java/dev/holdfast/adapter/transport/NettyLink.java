package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CloseCode;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One link, from the first DNS query until its socket is gone, as the application holds it in its
 * hands. What comes from the socket is in {@link LinkEvents}, where it stands and how it ends in
 * {@link LinkLife}. Loop thread only.
 */
final class NettyLink implements Link, Opening.Result {

  private final NettyEventLoop loop;
  private final TransportOptions options;
  private final LinkListener listener;
  private final Opening opening;
  private final LinkLife life;
  private boolean paused;

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
    this.opening = new Opening(loop, options, lookup, tls, request, listener::log, this);
    this.life = new LinkLife(opening::cancel, listener);
  }

  /** Begins to open, after the current task. */
  void start() {
    loop.execute(
        () -> {
          if (life.isOpening()) {
            opening.start();
          }
        });
  }

  @Override
  public void opened(Channel connection, String subprotocol, Compression compression) {
    try {
      int mark = options.limits().highWaterMark();
      connection.config().setWriteBufferWaterMark(new WriteBufferWaterMark(mark / 2, mark));
      FrameHandler handler =
          new FrameHandler(
              connection,
              options.limits(),
              compression,
              new FrameTrace(listener::log, options.excerpt()),
              new LinkEvents(life, listener));
      life.opened(connection, handler);
      connection.pipeline().addLast("frames", handler);
      if (paused) {
        handler.pause();
      }
      listener.onOpen(subprotocol);
    } catch (Throwable t) {
      life.crashed(t);
    }
  }

  @Override
  public void failed(Cause cause) {
    life.finish(cause);
  }

  @Override
  public void crashed(Throwable failure) {
    life.crashed(failure);
  }

  @Override
  public void sendText(String text, Runnable written) {
    send(handler -> handler.messages().text(text, written));
  }

  @Override
  public void sendBinary(ByteBuffer data, Runnable written) {
    send(handler -> handler.messages().binary(data, written));
  }

  @Override
  public void sendPing(ByteBuffer payload, Runnable written) {
    if (payload.remaining() > 125) {
      throw new IllegalArgumentException(
          "a ping carries at most 125 bytes but got " + payload.remaining());
    }
    send(handler -> handler.writer().ping(payload, written));
  }

  private void send(Sending sending) {
    loop.requireInLoop();
    FrameHandler frames = life.openFrames();
    if (frames == null) {
      return;
    }
    try {
      sending.to(frames);
    } catch (Throwable t) {
      // The listener must not be called inside a call to the link.
      loop.execute(() -> life.crashed(t));
    }
  }

  @Override
  public boolean isWritable() {
    loop.requireInLoop();
    return life.isWritable();
  }

  @Override
  public void pauseReading() {
    loop.requireInLoop();
    if (!paused) {
      paused = true;
      FrameHandler frames = life.upFrames();
      if (frames != null) {
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
            FrameHandler frames = life.upFrames();
            if (!paused && frames != null) {
              frames.resume();
            }
          });
    }
  }

  @Override
  public void close(int code, String reason) {
    loop.requireInLoop();
    if (life.isOpening()) {
      abort();
      return;
    }
    FrameHandler frames = life.openFrames();
    if (frames == null) {
      return;
    }
    if (!CloseCode.mayBeSent(code)) {
      throw new IllegalArgumentException("close code " + code + " must not be sent");
    }
    int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > CloseFrame.REASON_MAX) {
      throw new IllegalArgumentException("a close reason has at most 123 bytes but got " + bytes);
    }
    life.closing();
    frames.writer().close(code, reason, () -> {});
  }

  @Override
  public void abort() {
    loop.requireInLoop();
    life.abort();
  }

  /** A write on an open link. */
  private interface Sending {
    void to(FrameHandler handler);
  }
}
