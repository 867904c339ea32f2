package dev.holdfast.bootstrap.stdin;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.ObserveConnectionUseCase;
import dev.holdfast.application.port.in.SendMessageUseCase;
import dev.holdfast.application.port.in.SendResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each line as a text message, and waits until it is accepted: while the outbox is full, and
 * for the disk where messages are stored. Lines are never overtaken by later ones.
 */
public final class MessageLines implements LineTaker {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.stdin");
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final SendMessageUseCase connection;
  private final ObserveConnectionUseCase status;

  /**
   * Lines for one connection.
   *
   * @param connection where they go
   * @param status of the same connection
   */
  public MessageLines(SendMessageUseCase connection, ObserveConnectionUseCase status) {
    this.connection = connection;
    this.status = status;
  }

  @Override
  public boolean take(String line) {
    OutboundMessage message = new OutboundMessage.Text(line);
    SendResult result = answer(message);
    while (result == SendResult.OUTBOX_FULL) {
      LockSupport.parkNanos(RETRY_NANOS);
      result = answer(message);
    }
    return switch (result) {
      case ACCEPTED -> true;
      case STOPPED -> {
        LOG.warn("standard input is no longer read: {}", result.words());
        yield false;
      }
      default -> {
        LOG.warn(
            "a line of {} characters was not sent: {}",
            line.length(),
            connection.words(result, message));
        yield true;
      }
    };
  }

  private SendResult answer(OutboundMessage message) {
    return connection.send(message).toCompletableFuture().join();
  }

  /** Waits, also for the link to come up first, until everything that was read has been sent. */
  @Override
  public void finish() {
    while (status.status().queued() > 0) {
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }
}
