package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notices buffers that were forgotten: Netty tracks every buffer from now on, and reports those
 * that were collected without having been released.
 */
final class LeakWatch {

  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  static {
    // Noting every access to every buffer would make tests of throughput take minutes.
    System.setProperty("io.netty.leakDetection.acquireAndReleaseOnly", "true");
  }

  private LeakWatch() {}

  /** Begins to watch; before the first buffer is made. */
  static void begin() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + ": " + records));
  }

  /** Forgets the leaks that were noticed, for the test of this class. */
  static void forget() {
    LEAKS.clear();
  }

  /** Fails if a buffer was forgotten since the beginning. */
  static void assertNoLeaks() {
    System.gc();
    // Netty looks for collected buffers whenever it makes one.
    for (int i = 0; i < 1000; i++) {
      ByteBufAllocator.DEFAULT.buffer(16).release();
    }
    if (!LEAKS.isEmpty()) {
      throw new AssertionError(LEAKS.size() + " buffers leaked, one of them: " + LEAKS.peek());
    }
  }
}
