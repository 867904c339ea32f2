package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import java.util.concurrent.CompletableFuture;

/** What is asked of an outbox file, in the order in which it was asked. */
sealed interface Request
    permits Change, Query, Request.Add, Request.Load, Request.Removal, Request.Survey {

  /** Of which connection. */
  String connection();

  /** Whether somebody waits for an answer. */
  default boolean waits() {
    return true;
  }

  /** A message to store. */
  record Add(
      String connection,
      OutboundMessage message,
      String id,
      long acceptedMillis,
      MessageStore.Added answer)
      implements Request {}

  /** Messages to read. */
  record Load(
      String connection,
      MessageClass of,
      long after,
      int maxMessages,
      long maxSize,
      MessageStore.Loaded answer)
      implements Request {}

  /**
   * A message to take out.
   *
   * @param reason why it is kept as a dead letter; empty if it is not
   * @param millis when, for a dead letter
   */
  record Removal(String connection, long number, String reason, long millis) implements Request {

    @Override
    public boolean waits() {
      return false;
    }

    boolean burial() {
      return !reason.isEmpty();
    }
  }

  /** What there is. */
  record Survey(
      String connection, String identity, CompletableFuture<MessageStore.Inventory> answer)
      implements Request {}
}
