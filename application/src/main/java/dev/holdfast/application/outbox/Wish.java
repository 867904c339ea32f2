package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A message that somebody wants to be stored, and waits for the answer. */
final class Wish {

  private final OutboundMessage message;
  private final long session;
  private final Room intake;
  private final Executor executor;
  private final OutboxListener listener;
  private final CompletableFuture<SendResult> answer = new CompletableFuture<>();

  /**
   * Not answered yet; it has a place in the intake.
   *
   * @param session the session that it is for; {@link Outbox#NO_SESSION} if any will do
   * @param executor where the answer is told: user code never runs on a loop, or in a store
   */
  Wish(
      OutboundMessage message,
      long session,
      Room intake,
      Executor executor,
      OutboxListener listener) {
    this.message = message;
    this.session = session;
    this.intake = intake;
    this.executor = executor;
    this.listener = listener;
  }

  OutboundMessage message() {
    return message;
  }

  long session() {
    return session;
  }

  /** What the user gets: completing it is nobody else's business. */
  CompletionStage<SendResult> answer() {
    return answer.minimalCompletionStage();
  }

  /** Answers; once, on any thread. */
  void answer(SendResult result) {
    intake.free(message.size());
    if (result != SendResult.ACCEPTED) {
      listener.refused(result);
    }
    try {
      executor.execute(() -> answer.complete(result));
    } catch (RejectedExecutionException e) {
      // The process ends; whoever still waits shall not wait in vain.
      answer.complete(result);
    }
  }
}
