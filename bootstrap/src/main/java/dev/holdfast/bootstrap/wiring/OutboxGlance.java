package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.adminhttp.OutboxView;
import dev.holdfast.adapter.outbox.KeptMessage;
import dev.holdfast.adapter.outbox.OutboxException;
import dev.holdfast.adapter.outbox.OutboxInspection;
import dev.holdfast.bootstrap.outbox.MessageJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Looks into the outbox file beside the daemon that writes it, as the command does. */
final class OutboxGlance implements OutboxView {

  private static final int MESSAGES_MOST = 50;
  private static final int SAID_MOST = 200;

  /** More than this ask in vain: each of them opens the file. */
  private static final int WAITING_MOST = 20;

  private final Optional<Path> file;
  private final Executor executor;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Of one daemon.
   *
   * @param file empty if messages are kept in memory
   * @param executor runs what blocks
   */
  OutboxGlance(Optional<Path> file, Executor executor) {
    this.file = file;
    this.executor = executor;
  }

  @Override
  public CompletionStage<String> of(String connection) {
    if (file.isEmpty()) {
      return CompletableFuture.completedFuture(object(connection, false, "", "", ""));
    }
    if (waiting.incrementAndGet() > WAITING_MOST) {
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(
          new IOException("as many ask for it as can be answered"));
    }
    CompletableFuture<String> shown = new CompletableFuture<>();
    executor.execute(() -> look(file.get(), connection, shown));
    return shown;
  }

  private void look(Path where, String connection, CompletableFuture<String> shown) {
    try (OutboxInspection outbox = OutboxInspection.open(where)) {
      String classes =
          outbox.tallies().stream()
              .filter(tally -> tally.connection().equals(connection))
              .map(MessageJson::line)
              .collect(Collectors.joining(","));
      shown.complete(
          object(
              connection,
              true,
              classes,
              page(outbox, connection, false),
              page(outbox, connection, true)));
    } catch (OutboxException | RuntimeException e) {
      shown.completeExceptionally(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static String page(OutboxInspection outbox, String connection, boolean dead)
      throws OutboxException {
    return outbox.page(dead, Optional.of(connection), 0, MESSAGES_MOST).stream()
        .map(OutboxGlance::line)
        .collect(Collectors.joining(","));
  }

  private static String line(KeptMessage kept) {
    return MessageJson.line(kept, SAID_MOST);
  }

  private static String object(
      String connection, boolean durable, String classes, String waiting, String dead) {
    return "{\"connection\":"
        + MessageJson.text(connection)
        + ",\"durable\":"
        + durable
        + ",\"classes\":["
        + classes
        + "],\"waiting\":["
        + waiting
        + "],\"dead\":["
        + dead
        + "]}";
  }
}
