package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one link stands, and how it ends: every end comes through here, everything that the link
 * held is released here, and the listener is told once. Loop thread only.
 *
 * <p>Whatever throws, in a listener or in the engine, {@code OutOfMemoryError} included, ends the
 * link as a protocol violation with code 1011 (the only code for "this side cannot go on") and is
 * logged once with its stack trace: it is a fault of this program, and no link may look open after
 * it.
 */
final class LinkLife {

  private static final Logger LOG = LoggerFactory.getLogger(LinkLife.class);

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

  private final Runnable cancelOpening;
  private final LinkListener listener;
  private Phase phase = Phase.OPENING;
  private Cause end = Cause.of(CauseKind.LINK_LOST);
  private @Nullable Channel channel;
  private @Nullable FrameHandler frames;
  private @Nullable Departure departure;

  /**
   * Begins the life of a link that is opening.
   *
   * @param cancelOpening drops everything that the opening handshake holds; harmless after it
   * @param listener told of the end
   */
  LinkLife(Runnable cancelOpening, LinkListener listener) {
    this.cancelOpening = cancelOpening;
    this.listener = listener;
  }

  boolean isOpening() {
    return phase == Phase.OPENING;
  }

  /** Whether messages may still arrive: open, or waiting for the gateway's close frame. */
  boolean isUp() {
    return phase == Phase.OPEN || phase == Phase.CLOSING;
  }

  boolean isWritable() {
    return phase == Phase.OPEN && channel != null && channel.isWritable();
  }

  /** The frames of a link that may be written to; null if it is not open, or no longer. */
  @Nullable FrameHandler openFrames() {
    return phase == Phase.OPEN ? frames : null;
  }

  /** The frames of a link that is up, null if it is not. */
  @Nullable FrameHandler upFrames() {
    return isUp() ? frames : null;
  }

  /** The opening handshake is done. */
  void opened(Channel connection, FrameHandler handler) {
    channel = connection;
    frames = handler;
    phase = Phase.OPEN;
  }

  /** Our close frame is on its way. */
  void closing() {
    phase = Phase.CLOSING;
  }

  /** Ends the link without telling anybody. */
  void abort() {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      release();
    }
  }

  /**
   * Ends an open link in good order: answers or sends a close frame unless we already have, and
   * lets the socket go gently.
   *
   * @param code of our close frame
   * @param reason of our close frame
   */
  void leave(Cause cause, int code, String reason) {
    if (!isUp()) {
      return;
    }
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

  /** The connection was lost: nothing more can be said to the gateway. */
  void lost(String detail) {
    if (isUp()) {
      finish(Cause.of(CauseKind.LINK_LOST, detail));
    }
  }

  /** The socket is closed. */
  void closed() {
    if (phase == Phase.LEAVING) {
      finish(end);
    } else {
      lost("ended without a close frame");
    }
  }

  /** Something of this program threw. */
  void crashed(Throwable failure) {
    if (phase == Phase.LEAVING || phase == Phase.ENDED) {
      listener.log(() -> LOG.error("fault after the end of a link", failure));
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
      listener.log(
          () -> LOG.error("fault in the transport or its listener, the link is given up", failure));
    }
  }

  /** Ends the link now and tells the listener, unless that was done. */
  void finish(Cause cause) {
    if (phase == Phase.ENDED) {
      return;
    }
    phase = Phase.ENDED;
    release();
    try {
      listener.onEnded(cause);
    } catch (Throwable t) {
      listener.log(() -> LOG.error("fault in the listener of a link that has ended", t));
    }
  }

  private void release() {
    cancelOpening.run();
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
}
