package dev.holdfastcanary.adapter.transport;

import sun.misc.Unsafe;

/** Wrong: may be gone in the next release. */
final class ReachesIntoTheJvm {

  int pageSize(Unsafe unsafe) {
    return unsafe.pageSize();
  }
}
