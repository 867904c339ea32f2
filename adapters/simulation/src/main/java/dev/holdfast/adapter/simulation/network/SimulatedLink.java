package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.InputLoop;
import dev.holdfast.adapter.simulation.time.VirtualTime;
import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.Link;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The client's end of one simulated link. */
final class SimulatedLink implements Link {

  private enum Phase {
    OPENING,
    OPEN,
    /** We have sent a close frame. */
    CLOSING,
    /** Its end is known but not yet told. */
    LEAVING,
    GONE
  }

  private static final int PING_BYTES_MAX = 125;
  private static final long HIGH_WATER_BYTES = 65_536;
  private static final long LOW_WATER_BYTES = 32_768;
  private static final long LINGER_NANOS = 250_000_000;

  private final VirtualTime time;
  private final NetworkWeather weather;
  private final InputLoop loop;
  private final HandshakeRequest request;
  private final LinkListener listener;
  private final Consumer<SimulatedLink> onGone;
  private final Pipe out;
  private final Deque<Segment> arrived = new ArrayDeque<>();
  private final Deque<Runnable> unread = new ArrayDeque<>();
  private final StringBuilder message = new StringBuilder();
  private Consumer<Integer> taken = bytes -> {};
  private Consumer<Segment> gatewaySide = segment -> {};
  private Phase phase = Phase.OPENING;
  private Cause endsWith = Cause.of(CauseKind.LINK_LOST);
  private boolean paused;
  private boolean full;
  private boolean readPlanned;
  private boolean flushPlanned;

  SimulatedLink(
      VirtualTime time,
      NetworkWeather weather,
      InputLoop loop,
      HandshakeRequest request,
      LinkListener listener,
      Consumer<SimulatedLink> onGone) {
    this.time = time;
    this.weather = weather;
    this.loop = loop;
    this.request = request;
    this.listener = listener;
    this.onGone = onGone;
    this.out = new Pipe(time, weather, segment -> gatewaySide.accept(segment), this::planFlush);
  }

  /** Joins it to the gateway's end; answers with the way there. */
  Pipe connect(GatewayEnd end) {
    gatewaySide = end::arrived;
    taken = end::takenByClient;
    return out;
  }

  boolean isAlive() {
    return phase != Phase.GONE;
  }

  void die(boolean inSilence) {
    if (inSilence) {
      out.vanish();
    } else {
      out.reset();
    }
    gone();
  }

  // --- the port ---

  @Override
  public void sendText(String text, Runnable written) {
    write(Frame.text(text), written);
  }

  @Override
  public void sendBinary(ByteBuffer data, Runnable written) {
    write(Frame.binary(data), written);
  }

  @Override
  public void sendPing(ByteBuffer payload, Runnable written) {
    if (payload.remaining() > PING_BYTES_MAX) {
      throw new IllegalArgumentException("a ping of " + payload.remaining() + " bytes");
    }
    write(Frame.ping(payload), written);
  }

  @Override
  public boolean isWritable() {
    requireInLoop("isWritable");
    return phase == Phase.OPEN && !full;
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
    planRead();
  }

  @Override
  public void close(int code, String reason) {
    requireInLoop("close");
    if (phase == Phase.OPENING) {
      abort();
    } else if (phase == Phase.OPEN) {
      phase = Phase.CLOSING;
      put(Frame.close(code, reason), () -> {});
    }
  }

  @Override
  public void abort() {
    requireInLoop("abort");
    if (phase != Phase.GONE) {
      out.reset();
      gone();
    }
  }

  // --- reading ---

  /** Something came from the gateway; not on the loop. */
  void arrived(Segment segment) {
    if (phase == Phase.GONE) {
      // What a kernel answers to bytes for a socket that is closed.
      out.reset();
      return;
    }
    if (segment.end() == Segment.End.RESET) {
      loop.input(this::reset);
    } else {
      arrived.add(segment);
      planRead();
    }
  }

  private void planRead() {
    if (!readPlanned) {
      readPlanned = true;
      loop.input(this::read);
    }
  }

  private void read() {
    readPlanned = false;
    if (phase == Phase.GONE) {
      return;
    }
    if (!paused || phase == Phase.LEAVING) {
      take();
    }
    deliver();
    if (!arrived.isEmpty() && (!paused || phase == Phase.LEAVING) && phase != Phase.GONE) {
      planRead();
    }
  }

  /** Reads some segments together. */
  private void take() {
    boolean told = false;
    for (int i = weather.readSegments(); i > 0 && !arrived.isEmpty(); i--) {
      Segment segment = arrived.remove();
      taken.accept(segment.bytes());
      if (segment.frame().isPresent()) {
        Frame frame = segment.frame().get();
        if (!told && frame.kind() != Frame.Kind.ACCEPTANCE) {
          told = true;
          unread.add(this::framesRead);
        }
        unread.add(() -> frameRead(frame));
      } else if (segment.end() == Segment.End.FIN) {
        unread.add(this::finRead);
      } else if (segment.failure().isPresent()) {
        unread.add(() -> leave(segment.failure().get(), false));
      }
    }
  }

  private void deliver() {
    while (phase != Phase.GONE && (!paused || phase == Phase.LEAVING) && !unread.isEmpty()) {
      tell(unread.remove());
    }
  }

  private void framesRead() {
    if (isTalking()) {
      listener.onFrames();
    }
  }

  private void frameRead(Frame frame) {
    if (frame.kind() == Frame.Kind.ACCEPTANCE) {
      accepted(frame.text());
      return;
    }
    if (!isTalking()) {
      return;
    }
    switch (frame.kind()) {
      case TEXT, CONTINUATION -> textRead(frame);
      case BINARY -> listener.onBinary(frame.data().duplicate());
      case PING -> put(Frame.pong(frame.data()), () -> {});
      case PONG -> listener.onPong();
      case CLOSE -> closeRead(frame);
      case NONSENSE -> {
        put(Frame.close(CloseCode.PROTOCOL_ERROR, ""), () -> {});
        leave(Cause.protocolViolation(CloseCode.PROTOCOL_ERROR, "nonsense"), false);
      }
      case ACCEPTANCE -> throw new IllegalStateException("handled above");
    }
  }

  private void accepted(String subprotocol) {
    if (phase != Phase.OPENING) {
      return;
    }
    boolean offered = request.subprotocols().contains(subprotocol);
    if (subprotocol.isEmpty() ? request.subprotocolRequired() : !offered) {
      leave(Cause.of(CauseKind.HANDSHAKE_INVALID, "subprotocol: " + subprotocol), false);
      return;
    }
    phase = Phase.OPEN;
    listener.onOpen(subprotocol);
  }

  private void textRead(Frame frame) {
    message.append(frame.text());
    if (frame.last()) {
      String whole = message.toString();
      message.setLength(0);
      listener.onText(whole);
    }
  }

  private void closeRead(Frame frame) {
    if (phase == Phase.OPEN) {
      put(Frame.close(frame.code(), frame.text()), () -> {});
    }
    leave(Cause.closedByGateway(frame.code(), frame.text()), true);
  }

  private void finRead() {
    if (phase == Phase.LEAVING) {
      finish();
    } else {
      leave(
          Cause.of(
              CauseKind.LINK_LOST,
              phase == Phase.OPENING
                  ? "ended during the opening handshake"
                  : "ended without a close frame"),
          false);
    }
  }

  private void reset() {
    if (phase == Phase.LEAVING) {
      finish();
    } else if (phase != Phase.GONE) {
      unread.clear();
      endsWith = Cause.of(CauseKind.LINK_LOST, "connection reset");
      finish();
    }
  }

  // --- the end ---

  /** The end is known: flush, half-close, and tell it once TCP has ended or has had its time. */
  private void leave(Cause cause, boolean awaitFin) {
    phase = Phase.LEAVING;
    endsWith = cause;
    flush();
    out.fin();
    if (awaitFin) {
      time.after(LINGER_NANOS, () -> loop.input(this::finish));
    } else {
      loop.input(this::finish);
    }
  }

  private void finish() {
    if (phase != Phase.GONE) {
      gone();
      listener.onEnded(endsWith);
    }
  }

  private void gone() {
    phase = Phase.GONE;
    if (out.backlogBytes() > 0) {
      out.reset();
    }
    unread.clear();
    arrived.clear();
    onGone.accept(this);
  }

  private boolean isTalking() {
    return phase == Phase.OPEN || phase == Phase.CLOSING;
  }

  /** Whatever a listener throws ends the link. */
  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      if (phase == Phase.GONE) {
        throw thrown;
      }
      out.reset();
      phase = Phase.LEAVING;
      endsWith =
          Cause.protocolViolation(
              CloseCode.INTERNAL_ERROR, "internal fault: " + thrown.getClass().getSimpleName());
      loop.input(this::finish);
    }
  }

  // --- writing ---

  private void write(Frame frame, Runnable written) {
    requireInLoop("write");
    if (phase == Phase.OPEN) {
      put(frame, written);
    }
  }

  private void put(Frame frame, Runnable written) {
    out.write(
        frame,
        () -> {
          if (isTalking()) {
            tell(written);
          }
        });
    full |= out.backlogBytes() > HIGH_WATER_BYTES;
    planFlush();
  }

  private void planFlush() {
    if (!flushPlanned && phase != Phase.GONE) {
      flushPlanned = true;
      loop.input(this::flush);
    }
  }

  private void flush() {
    flushPlanned = false;
    if (phase == Phase.GONE) {
      return;
    }
    if (out.flush()) {
      planFlush();
    }
    if (full && out.backlogBytes() <= LOW_WATER_BYTES) {
      full = false;
      if (phase == Phase.OPEN) {
        tell(listener::onWritable);
      }
    }
  }

  private void requireInLoop(String what) {
    if (!loop.inLoop()) {
      throw new IllegalStateException(what + " is for the loop's thread only");
    }
  }
}
