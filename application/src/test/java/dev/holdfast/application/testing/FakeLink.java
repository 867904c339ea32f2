package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * A link whose gateway is the test.
 *
 * <p>It keeps the port's contract as strictly as the port allows: the listener is called on the
 * loop, in a later turn, never after {@link #abort}; while reading is paused it learns nothing but
 * that the link is lost. A listener that throws ends the link, as in the real transport.
 */
public final class FakeLink implements Link {

  private enum Phase {
    OPENING,
    OPEN,
    /** We have sent a close frame. */
    CLOSING,
    /** Its end is known but not yet told. */
    LEAVING,
    GONE
  }

  private final FakeTransport transport;
  private final ManualEventLoop loop;
  private final int number;
  private final HandshakeRequest request;
  private final LinkListener listener;
  private final FakeSocketBuffer outgoing;
  private final Deque<Runnable> unread = new ArrayDeque<>();
  private Phase phase = Phase.OPENING;
  private boolean aborted;
  private boolean paused;

  FakeLink(
      FakeTransport transport,
      ManualEventLoop loop,
      int number,
      HandshakeRequest request,
      LinkListener listener) {
    this.transport = transport;
    this.loop = loop;
    this.number = number;
    this.request = request;
    this.listener = listener;
    this.outgoing = new FakeSocketBuffer(loop, new Wire());
  }

  // --- the port ---

  @Override
  public void sendText(String text, Runnable written) {
    write("text " + text, written);
  }

  @Override
  public void sendBinary(ByteBuffer data, Runnable written) {
    byte[] copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    write("binary " + HexFormat.of().formatHex(copy), written);
  }

  @Override
  public void sendPing(ByteBuffer payload, Runnable written) {
    if (payload.remaining() > 125) {
      transport.violated("a ping of " + payload.remaining() + " bytes");
    }
    write("ping " + payload.getLong(payload.position()), written);
  }

  @Override
  public boolean isWritable() {
    requireInLoop("isWritable");
    return phase == Phase.OPEN && !outgoing.isFull();
  }

  @Override
  public void pauseReading() {
    requireInLoop("pauseReading");
    paused = true;
  }

  @Override
  public void resumeReading() {
    requireInLoop("resumeReading");
    paused = false;
    loop.arrive(Duration.ZERO, this::read);
  }

  @Override
  public void close(int code, String reason) {
    requireInLoop("close");
    if (phase == Phase.OPENING) {
      abort();
    } else if (phase == Phase.OPEN) {
      phase = Phase.CLOSING;
      outgoing.write("close " + code + " " + reason, () -> {});
    }
  }

  @Override
  public void abort() {
    requireInLoop("abort");
    aborted |= phase != Phase.GONE;
    gone();
  }

  // --- what the test lets happen; it happens in the next turn ---

  /** The handshake is done; no subprotocol was selected. */
  public void accept() {
    loop.arrive(
        Duration.ZERO,
        () -> {
          if (phase == Phase.OPENING) {
            phase = Phase.OPEN;
            tell(() -> listener.onOpen(""));
            read();
          }
        });
  }

  /** The link ends by itself, at once: not opened, or lost in the way the cause says. */
  public void end(Cause cause) {
    loop.arrive(Duration.ZERO, () -> tell(() -> ended(cause)));
  }

  /** The TCP connection is reset; nothing that was not read is read any more. */
  public void lose() {
    end(Cause.of(CauseKind.LINK_LOST));
  }

  /** The gateway ends the TCP connection in order, but without a close frame. */
  public void finish() {
    bring(() -> ended(Cause.of(CauseKind.LINK_LOST)));
  }

  /** The gateway sends a close frame, or answers ours. */
  public void closeByGateway(int code, String reason) {
    frames();
    bring(() -> ended(Cause.closedByGateway(code, reason)));
  }

  /** Messages arrive, read together. */
  public void text(String... texts) {
    frames();
    for (String text : texts) {
      bring(() -> listener.onText(text));
    }
  }

  /** A binary message arrives, in a buffer that is used again afterwards. */
  public void binary(byte... data) {
    byte[] reused = data.clone();
    frames();
    bring(
        () -> {
          listener.onBinary(ByteBuffer.wrap(reused));
          Arrays.fill(reused, (byte) 0);
        });
  }

  /** A pong arrives. */
  public void pong() {
    frames();
    bring(listener::onPong);
  }

  /** Complete frames arrive; of no interest to the application, if nothing else follows. */
  public void frames() {
    bring(listener::onFrames);
  }

  /** The socket takes no more; at once. */
  public void becomeUnwritable() {
    outgoing.fillUpAfter(0);
  }

  /** The socket takes so many frames and then no more. */
  public void becomeUnwritableAfter(int frames) {
    outgoing.fillUpAfter(frames);
  }

  /** The socket takes more again, as much as there is. */
  public void becomeWritable() {
    loop.arrive(
        Duration.ZERO,
        () -> {
          outgoing.fillUpAfter(Integer.MAX_VALUE);
          if (phase == Phase.OPEN) {
            tell(listener::onWritable);
          }
        });
  }

  /** What is written from now on stays in the socket buffer until the test lets it go. */
  public void holdWrites() {
    outgoing.hold();
  }

  /** The oldest held frames leave. */
  public void completeWrites(int count) {
    loop.arrive(Duration.ZERO, () -> outgoing.flush(count));
  }

  /** All held frames leave, and later ones as they come. */
  public void releaseWrites() {
    outgoing.release();
  }

  /** Against the contract: the callbacks of frames that never left run after the end. */
  public void runCallbacksOfTheDead() {
    loop.arrive(Duration.ZERO, () -> outgoing.callbacksOfTheDead().forEach(Runnable::run));
  }

  /** Against the contract: a link that is gone ends once more. */
  public void endOnceMore() {
    loop.arrive(Duration.ZERO, () -> listener.onEnded(Cause.of(CauseKind.LINK_LOST)));
  }

  // --- what the test may ask ---

  /** Its place among the links of its transport, from 1. */
  public int number() {
    return number;
  }

  /** What was asked of the gateway. */
  public HandshakeRequest request() {
    return request;
  }

  /**
   * What has left for the gateway, in order: {@code text hello}, {@code binary 0a0b}, {@code ping
   * 1}, {@code close 1000 shutdown}.
   */
  public List<String> wire() {
    return outgoing.wire();
  }

  /** What was given to the link and has not left. */
  public List<String> unwritten() {
    return outgoing.unwritten();
  }

  /** Whether its socket exists. */
  public boolean isAlive() {
    return phase != Phase.GONE;
  }

  /** Whether the connection aborted it while it was alive. */
  public boolean wasAborted() {
    return aborted;
  }

  /** Whether reading is paused. */
  public boolean isPaused() {
    return paused;
  }

  ManualEventLoop loop() {
    return loop;
  }

  private void write(String frame, Runnable written) {
    requireInLoop("write");
    if (phase == Phase.OPEN) {
      outgoing.write(frame, written);
    }
  }

  private void bring(Runnable input) {
    loop.arrive(
        Duration.ZERO,
        () -> {
          unread.add(input);
          read();
        });
  }

  private void read() {
    while (!paused && (phase == Phase.OPEN || phase == Phase.CLOSING) && !unread.isEmpty()) {
      tell(unread.remove());
    }
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      transport.crashed(thrown);
      if (phase == Phase.GONE) {
        transport.violated("the listener threw at the end: " + thrown);
        return;
      }
      phase = Phase.LEAVING;
      end(Cause.protocolViolation(CloseCode.INTERNAL_ERROR, "internal fault"));
    }
  }

  private void ended(Cause cause) {
    if (phase != Phase.GONE) {
      gone();
      listener.onEnded(cause);
    }
  }

  private void gone() {
    if (phase != Phase.GONE) {
      phase = Phase.GONE;
      outgoing.discard();
      unread.clear();
      transport.linkGone();
    }
  }

  private void requireInLoop(String what) {
    if (!loop.inLoop()) {
      transport.violated(what + " was called off the loop");
    }
  }

  /** The way out of the socket buffer. */
  private final class Wire implements FakeSocketBuffer.Exit {

    @Override
    public void left(String frame, Runnable written) {
      transport.script().received(FakeLink.this, frame);
      tell(written);
    }

    @Override
    public boolean isOpen() {
      return phase == Phase.OPEN || phase == Phase.CLOSING;
    }
  }
}
