package dev.holdfast.application.port.in;

import dev.holdfast.application.message.OutboundMessage;
import java.util.concurrent.CompletionStage;

/** Sends an application message to the gateway. */
public interface SendMessageUseCase {

  /**
   * Accepts or refuses a message; never blocks. It is accepted when the promise of its class holds:
   * at once where it is kept in memory, once it is safe from a crash where it is stored. An
   * accepted message is sent as soon as the connection is up; messages of one class in the order in
   * which they were given. Any thread.
   *
   * @param message what to send
   * @return completed with the answer, on the executor for observers unless it is known at once
   */
  CompletionStage<SendResult> send(OutboundMessage message);
}
