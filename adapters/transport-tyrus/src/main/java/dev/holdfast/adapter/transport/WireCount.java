package dev.holdfast.adapter.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of frames that the links of one loop have read and written: behind TLS, in front of
 * compression. Written by the loop alone, so a lazy store is enough; read by anybody.
 */
final class WireCount {

  private final AtomicLong read = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  void read(int bytes) {
    read.lazySet(read.getPlain() + bytes);
  }

  void written(int bytes) {
    written.lazySet(written.getPlain() + bytes);
  }

  long bytesRead() {
    return read.get();
  }

  long bytesWritten() {
    return written.get();
  }
}
