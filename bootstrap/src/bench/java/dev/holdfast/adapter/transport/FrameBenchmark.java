package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The way of a frame through the transport without a socket; one operation is one text message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {

  private static final int BATCH = 64;

  /** Length of the text. */
  @Param({"16", "128", "4096"})
  public int characters;

  /** Plain ASCII, or with one character in sixteen that takes three bytes. */
  @Param({"true", "false"})
  public boolean ascii;

  private final Counting events = new Counting();
  private final MaskingKeys keys = MaskingKeys.ofThread();
  private final EmbeddedChannel channel = new EmbeddedChannel(new Discarding());
  private final FrameHandler frames =
      new FrameHandler(
          channel,
          Limits.defaults(),
          Compression.NONE,
          new FrameTrace(Runnable::run, Excerpt.PLAIN),
          new WireCount(),
          events);
  private final TyrusEngine engine = new TyrusEngine(frames, frames.writer(), keys);
  private final ByteBuf inbound = channel.alloc().directBuffer();
  private String text = "";

  /** Makes the frames that are read. */
  @Setup
  public void fill() {
    String part = ascii ? "abcdefghijklmnop" : "abcdefghijklmno\u20ac";
    text = part.repeat(characters / 16);
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < BATCH; i++) {
      inbound.writeByte(0x80 | FrameGuard.TEXT);
      if (payload.length < 126) {
        inbound.writeByte(payload.length);
      } else {
        inbound.writeByte(126).writeShort(payload.length);
      }
      inbound.writeBytes(payload);
    }
    channel.pipeline().addLast(frames);
  }

  /** Releases them. */
  @TearDown
  public void release() {
    inbound.release();
  }

  /** Guard, reader, decoder, listener. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long read() {
    long before = events.messages;
    channel.pipeline().fireChannelRead(inbound.retainedDuplicate()).fireChannelReadComplete();
    if (events.messages != before + BATCH) {
      throw new IllegalStateException("messages were lost");
    }
    return events.characters;
  }

  /** The same frames given to Tyrus's engine, for comparison: what fragments cost. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long readWithTyrus() throws FrameViolation {
    int frame = inbound.readableBytes() / BATCH;
    for (int i = 0; i < BATCH; i++) {
      engine.accept(inbound.internalNioBuffer(i * frame, frame));
    }
    return events.characters;
  }

  /** Encoding, masking, batching, up to the channel. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long write() {
    for (int i = 0; i < BATCH; i++) {
      frames.writer().text(text, events);
    }
    frames.writer().flush();
    channel.runPendingTasks();
    return events.written;
  }

  /** One masking key. */
  @Benchmark
  public int maskingKey() {
    return keys.nextInt();
  }

  /** Takes the place of the socket. */
  private static final class Discarding extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    }
  }

  /** Takes the place of the link. */
  private static final class Counting implements FrameHandler.Events, Runnable {

    private long messages;
    private long characters;
    private long written;

    @Override
    public void run() {
      written++;
    }

    @Override
    public void text(String message) {
      messages++;
      characters += message.length();
    }

    @Override
    public void binary(ByteBuffer message) {
      throw unexpected();
    }

    @Override
    public void frames() {
      // Once for each batch.
    }

    @Override
    public void pong() {
      throw unexpected();
    }

    @Override
    public void writable() {
      // The channel tells now and then.
    }

    @Override
    public void closeFrame(CloseFrame frame) {
      throw unexpected();
    }

    @Override
    public void violated(FrameViolation violation) {
      throw new IllegalStateException(violation);
    }

    @Override
    public void failed(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void overflowed(long waiting, int limit) {
      throw new IllegalStateException(waiting + " bytes wait, although nothing is kept");
    }

    @Override
    public void closed() {
      // At the end.
    }

    @Override
    public void crashed(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    private static IllegalStateException unexpected() {
      return new IllegalStateException("only text is read and written here");
    }
  }
}
