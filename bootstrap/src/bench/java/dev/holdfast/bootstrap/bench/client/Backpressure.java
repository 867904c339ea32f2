package dev.holdfast.bootstrap.bench.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for room where a client offers no way to be told: short naps, as an application would. */
final class Backpressure {

  private static final long NAP_NANOS = 50_000;

  /** Messages that may wait inside a client which counts none itself. */
  static final int MESSAGES_MAX = 4096;

  private Backpressure() {}

  static void await(BooleanSupplier room) {
    while (!room.getAsBoolean()) {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }
}
