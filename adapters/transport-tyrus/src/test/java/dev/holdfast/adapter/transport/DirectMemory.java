package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/** How much memory outside the heap Netty's buffers hold. */
final class DirectMemory {

  private DirectMemory() {}

  static long used() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  static void awaitAtMost(long most) {
    Await.until("at most " + most + " bytes of direct memory", () -> used() <= most);
  }
}
