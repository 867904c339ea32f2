package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Connects the socket of an open link with reader, engine and writer, and tells the link what comes
 * out of them. Loop thread only.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter
    implements FrameReader.Receiver, TyrusEngine.Receiver {

  /** What an open link has to know. Any call may {@link #stop()} the handler. */
  interface Events extends MessageJoiner.Receiver {

    /** At least one whole frame is there; once for all frames read together. */
    void frames();

    /** A pong. */
    void pong();

    /** The channel is writable again. */
    void writable();

    /** The gateway's close frame. */
    void closeFrame(CloseFrame frame);

    /** The gateway broke the protocol. */
    void violated(FrameViolation violation);

    /**
     * The gateway does not read, and a frame was not written because too much waits already.
     *
     * @param waiting how many bytes would have waited, that frame included
     * @param limit how many may
     */
    void overflowed(long waiting, int limit);

    /** The socket failed; its end follows. */
    void failed(Throwable failure);

    /** The socket is closed and every frame that it brought was handled. */
    void closed();

    /** Something threw. */
    void crashed(Throwable failure);
  }

  private final Channel channel;
  private final Events events;
  private final MessageJoiner joiner;
  private final FrameWriter writer;
  private final MessageWriter messages;
  private final TyrusEngine engine;
  private final FrameReader reader;
  private boolean framesTold;
  private boolean stopped;
  private boolean inactive;
  private byte @Nullable [] unansweredPing;

  /**
   * Creates the handler of an open link.
   *
   * @param compression what was agreed with the gateway
   * @param trace shows frames
   */
  FrameHandler(
      Channel channel, Limits limits, Compression compression, FrameTrace trace, Events events) {
    this.channel = channel;
    this.events = events;
    MaskingKeys keys = MaskingKeys.ofThread();
    joiner = new MessageJoiner(new Joined(trace, events));
    boolean compressing = compression != Compression.NONE;
    writer = new FrameWriter(channel, keys, limits.maxBufferedBytes(), trace, events);
    messages =
        compressing
            ? new CompressingWriter(writer, MessageDeflater.ofThread(), channel.alloc(), trace)
            : writer;
    engine = new TyrusEngine(this, writer, keys);
    reader =
        new FrameReader(
            new FrameGuard(limits, compressing),
            engine,
            compressing ? new MessageInflater(compression, limits.maxMessageBytes()) : null,
            trace,
            this);
  }

  FrameWriter writer() {
    return writer;
  }

  MessageWriter messages() {
    return messages;
  }

  /** Delivers nothing more and reads nothing more from the socket. */
  void pause() {
    reader.pause();
    channel.config().setAutoRead(false);
  }

  /** Delivers what was held back and reads again. */
  void resume() {
    run(() -> reader.resume(channel.alloc()));
    if (!stopped && !reader.isPaused()) {
      if (inactive) {
        events.closed();
      } else {
        channel.config().setAutoRead(true);
      }
    }
    endOfBatch();
  }

  /** Delivers nothing any more and lets go of what is held; what arrives is thrown away. */
  void stop() {
    stopped = true;
    reader.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      run(() -> reader.read(bytes, ctx.alloc()));
    } else {
      // The end marker of the upgrade answer.
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    endOfBatch();
  }

  private void endOfBatch() {
    framesTold = false;
    writer.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (stopped || !channel.isWritable()) {
      return;
    }
    run(
        () -> {
          byte[] ping = unansweredPing;
          if (ping != null) {
            unansweredPing = null;
            engine.answerPing(ping);
          }
          events.writable();
        });
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inactive = true;
    if (stopped || !reader.isPaused() || !reader.isHolding()) {
      events.closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    events.failed(failure);
  }

  @Override
  public void frame() {
    if (!framesTold) {
      framesTold = true;
      events.frames();
    }
  }

  @Override
  public void wholeText(String message) {
    events.text(message);
  }

  @Override
  public void wholeBinary(ByteBuffer message) {
    events.binary(message);
  }

  @Override
  public void closeFrame(CloseFrame frame) {
    events.closeFrame(frame);
  }

  @Override
  public void text(String part, boolean last) {
    joiner.text(part, last);
  }

  @Override
  public void binary(byte[] part, boolean last) {
    joiner.binary(part, last);
  }

  /**
   * Answers at once, or, while the gateway does not read what we write, remembers only the latest
   * ping (RFC 6455 5.5.3 allows it): answers must not pile up without bound.
   */
  @Override
  public void ping(byte[] payload) {
    if (channel.isWritable()) {
      engine.answerPing(payload);
    } else {
      unansweredPing = payload;
    }
  }

  @Override
  public void pong() {
    events.pong();
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (FrameViolation violation) {
      events.violated(violation);
    } catch (Throwable t) {
      events.crashed(t);
    }
  }

  /** Shows messages that no single frame shows, and passes them on. */
  private record Joined(FrameTrace trace, Events events) implements MessageJoiner.Receiver {

    @Override
    public void text(String message) {
      if (trace.isOn()) {
        trace.arrived(message);
      }
      events.text(message);
    }

    @Override
    public void binary(ByteBuffer message) {
      if (trace.isOn()) {
        trace.arrived(message);
      }
      events.binary(message);
    }
  }

  /** Work on inbound frames. */
  private interface Step {
    void run() throws FrameViolation;
  }
}
