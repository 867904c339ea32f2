package dev.holdfast.adapter.transport;

import dev.holdfast.domain.cause.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the inbound bytes into frames; keeps the beginning of a frame until its rest arrives. Loop
 * thread only.
 *
 * <p>A message in a single frame, which is nearly every message, is taken straight from the buffer:
 * the engine would copy it twice and decode it byte by byte, which was nine tenths of the cost of
 * receiving. All else (fragments, pings, pongs) goes to the engine.
 *
 * <p>At most one frame (its header has passed the guard) plus what one read of the socket brought
 * is held; between frames nothing is.
 */
final class FrameReader {

  /** Who is told about frames; any call may {@link #close()} or {@link #pause()} the reader. */
  interface Receiver {

    /** A whole frame is there and about to be handled. */
    void frame();

    /** A text message that came in one frame. */
    void wholeText(String message);

    /** A binary message that came in one frame; valid during the call only. */
    void wholeBinary(ByteBuffer message);

    /** The gateway's close frame; the reader has closed itself. */
    void closeFrame(CloseFrame frame);
  }

  /** A buffer that would be emptier than this is exchanged: a few bytes must not hold a lot. */
  private static final int SPARE_FACTOR = 4;

  private final FrameGuard guard;
  private final TyrusEngine engine;
  private final @Nullable MessageInflater inflater;
  private final FrameTrace trace;
  private final Receiver receiver;
  private final StrictText strictText = StrictText.ofThread();
  private final Utf8Check utf8 = new Utf8Check();
  private @Nullable ByteBuf held;

  /** How much of the current frame's payload was looked at already. */
  private int checked;

  private boolean reading;
  private boolean paused;
  private boolean closed;

  /**
   * Creates the reader of one link.
   *
   * @param inflater null if compression was not agreed on
   * @param trace shows frames
   */
  FrameReader(
      FrameGuard guard,
      TyrusEngine engine,
      @Nullable MessageInflater inflater,
      FrameTrace trace,
      Receiver receiver) {
    this.trace = trace;
    this.guard = guard;
    this.engine = engine;
    this.inflater = inflater;
    this.receiver = receiver;
  }

  /**
   * Takes bytes and handles the frames that they complete.
   *
   * @param in the reader's to release
   * @throws FrameViolation if the gateway broke the protocol; nothing may be read any more
   */
  void read(ByteBuf in, ByteBufAllocator allocator) throws FrameViolation {
    ByteBuf before = held;
    if (closed) {
      in.release();
    } else if (before == null) {
      process(in, allocator);
    } else {
      try {
        before.discardSomeReadBytes().writeBytes(in);
      } finally {
        in.release();
      }
      held = null;
      process(before, allocator);
    }
  }

  /** Handles frames that were held back by {@link #pause()}. */
  void resume(ByteBufAllocator allocator) throws FrameViolation {
    paused = false;
    ByteBuf before = held;
    if (before != null && !reading) {
      held = null;
      process(before, allocator);
    }
  }

  /** Handles no further frame until {@link #resume}. */
  void pause() {
    paused = true;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether whole or partial frames are waiting. */
  boolean isHolding() {
    return held != null;
  }

  /** Releases everything; what still comes is thrown away. */
  void close() {
    closed = true;
    if (held != null) {
      held.release();
      held = null;
    }
    if (inflater != null) {
      inflater.close();
    }
  }

  private void process(ByteBuf all, ByteBufAllocator allocator) throws FrameViolation {
    reading = true;
    boolean kept = false;
    try {
      while (!closed && !paused && guard.readHeader(all)) {
        if (all.readableBytes() < guard.frameLength()) {
          checkBeginning(all, allocator);
          break;
        }
        takeFrame(all, allocator);
      }
      if (!closed && all.isReadable()) {
        int left = all.readableBytes();
        kept = all.capacity() <= SPARE_FACTOR * left;
        held = kept ? all : allocator.buffer(left).writeBytes(all);
      }
    } finally {
      reading = false;
      if (!kept) {
        all.release();
      }
    }
  }

  private void takeFrame(ByteBuf all, ByteBufAllocator allocator) throws FrameViolation {
    int length = guard.frameLength();
    int opcode = guard.opcode();
    MessageInflater inflating = guard.isCompressed() ? inflater : null;
    boolean whole = inflating == null && guard.isWholeMessage();
    if (inflating != null) {
      inflateRest(inflating, all, allocator);
    } else if (guard.isText() && !whole) {
      checkText(all, guard.payloadLength());
    }
    receiver.frame();
    if (closed) {
      return;
    }
    ByteBuf inflated =
        inflating == null ? null : inflating.takeFrame(opcode, guard.isFin(), allocator);
    int start = all.readerIndex();
    int payload = start + guard.headerLength();
    int payloadLength = guard.payloadLength();
    if (trace.isOn()) {
      boolean alone = whole || opcode >= FrameGuard.CLOSE;
      trace.arrived(opcode, guard.isFin(), alone, all, payload, payloadLength);
    }
    all.skipBytes(length);
    if (guard.isText() && guard.isFin()) {
      utf8.reset();
    }
    guard.frameTaken();
    checked = 0;
    if (inflated != null) {
      acceptInflated(inflated);
    } else if (opcode == FrameGuard.CLOSE) {
      CloseFrame close = CloseFrame.parse(bytes(all, payload, payloadLength).slice());
      closed = true;
      receiver.closeFrame(close);
    } else if (!whole) {
      engine.accept(bytes(all, start, length));
    } else if (opcode == FrameGuard.TEXT) {
      receiver.wholeText(strictText.decode(all, payload, payloadLength));
    } else {
      receiver.wholeBinary(bytes(all, payload, payloadLength));
    }
  }

  private void acceptInflated(ByteBuf inflated) throws FrameViolation {
    try {
      engine.accept(inflated.nioBuffer());
    } finally {
      inflated.release();
    }
  }

  private static ByteBuffer bytes(ByteBuf all, int start, int length) {
    return all.nioBufferCount() == 1
        ? all.internalNioBuffer(start, length)
        : all.nioBuffer(start, length);
  }

  /** Looks at as much of a frame as is there, so that what is wrong with it fails at once. */
  private void checkBeginning(ByteBuf all, ByteBufAllocator allocator) throws FrameViolation {
    int available = all.readableBytes() - guard.headerLength();
    if (inflater != null && guard.isCompressed()) {
      inflate(inflater, all, available, allocator);
    } else if (guard.isText()) {
      checkText(all, available);
    }
  }

  private void inflateRest(MessageInflater inflating, ByteBuf all, ByteBufAllocator allocator)
      throws FrameViolation {
    inflate(inflating, all, guard.payloadLength(), allocator);
    if (guard.isFin()) {
      inflating.endMessage(guard.isText(), allocator);
    }
  }

  private void inflate(
      MessageInflater inflating, ByteBuf all, int available, ByteBufAllocator allocator)
      throws FrameViolation {
    int from = all.readerIndex() + guard.headerLength() + checked;
    int length = available - checked;
    checked = available;
    inflating.inflate(all, from, length, guard.isText(), allocator);
  }

  private void checkText(ByteBuf all, int available) throws FrameViolation {
    int from = all.readerIndex() + guard.headerLength() + checked;
    int length = available - checked;
    if (length > 0 && all.forEachByte(from, length, utf8) >= 0) {
      throw new FrameViolation(CloseCode.INVALID_PAYLOAD, "text is not UTF-8");
    }
    checked = available;
  }
}
