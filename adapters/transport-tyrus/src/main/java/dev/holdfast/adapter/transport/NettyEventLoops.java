package dev.holdfast.adapter.transport;

import dev.holdfast.application.port.out.EventLoop;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few event loops that all connections of the process share, each with one daemon thread named
 * {@code holdfast-loop-N}. Epoll where the platform has it, the Java selector elsewhere. Any
 * thread.
 */
public final class NettyEventLoops implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final EventLoopGroup group;
  private final List<NettyEventLoop> loops;
  private final AtomicInteger handedOut = new AtomicInteger();

  private NettyEventLoops(int count, SocketFamily family) {
    this.group = new MultiThreadIoEventLoopGroup(count, new LoopThreads(), family.handlerFactory());
    List<NettyEventLoop> all = new ArrayList<>(count);
    for (EventExecutor executor : group) {
      all.add(new NettyEventLoop((io.netty.channel.EventLoop) executor, family));
    }
    this.loops = List.copyOf(all);
  }

  /**
   * Creates the loops; a thread starts with the first task given to its loop.
   *
   * @param count how many, at least 1
   */
  public static NettyEventLoops start(int count) {
    return start(count, SocketFamily.best());
  }

  static NettyEventLoops start(int count, SocketFamily family) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1 but was " + count);
    }
    return new NettyEventLoops(count, family);
  }

  /** The loop for the next connection: each in turn. */
  public EventLoop next() {
    return loops.get(Math.floorMod(handedOut.getAndIncrement(), loops.size()));
  }

  /** All loops, in a fixed order. */
  public List<EventLoop> all() {
    return List.copyOf(loops);
  }

  /** Bytes of frames that were read, behind TLS, since the start. Any thread. */
  public long bytesRead() {
    return loops.stream().mapToLong(loop -> loop.wire().bytesRead()).sum();
  }

  /** Bytes of frames that were written, in front of TLS, since the start. Any thread. */
  public long bytesWritten() {
    return loops.stream().mapToLong(loop -> loop.wire().bytesWritten()).sum();
  }

  /** Bytes of memory outside of the heap that buffers take now. Any thread. */
  public static long bufferBytes() {
    return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
        ? provider.metric().usedDirectMemory()
        : 0;
  }

  /**
   * Stops the loops: what they have been given already still runs, sockets that are left are
   * closed, and further tasks are refused.
   *
   * @param timeout how long to wait for the threads to end
   * @return whether they all ended in time; false also when the waiting was interrupted
   */
  public boolean shutdown(Duration timeout) {
    long millis = timeout.toMillis();
    var unused = group.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS);
    try {
      return group.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@link #shutdown} within two seconds. */
  @Override
  public void close() {
    shutdown(CLOSE_TIMEOUT);
  }

  private static final class LoopThreads implements ThreadFactory {

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new FastThreadLocalThread(task, "holdfast-loop-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
