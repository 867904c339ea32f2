package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.in.ObserveConnectionUseCase;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages for the gateway, numbered, whether there is a link or not: what is accepted waits in the
 * outbox until the gateway has acknowledged it.
 */
final class Reports implements Runnable {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SendMessageUseCase connection;
  private final ObserveConnectionUseCase status;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * None yet.
   *
   * @param connection where they go
   * @param status of the same connection
   */
  Reports(SendMessageUseCase connection, ObserveConnectionUseCase status) {
    this.connection = connection;
    this.status = status;
  }

  /** Sends one after the other until {@link #finish}. */
  @Override
  public void run() {
    for (int i = 1; !over.get(); i++) {
      OutboundMessage report = new OutboundMessage.Text("{\"report\":" + i + "}");
      connection
          .send(report)
          .thenAccept(
              result -> {
                if (result == SendResult.ACCEPTED) {
                  accepted.incrementAndGet();
                }
              });
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Sends no more, and waits until the gateway has everything. */
  void finish(Duration within) {
    over.set(true);
    long deadline = System.nanoTime() + within.toNanos();
    while (status.status().queued() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** What became of them, one line. */
  String summary(ConnectionStatus last) {
    return String.format(
        Locale.ROOT,
        "messages accepted: %d, acknowledged by the gateway: %d, sent again: %d",
        accepted.get(),
        accepted.get() - last.queued() - last.traffic().givenUp(),
        last.traffic().sentAgain());
  }
}
