package dev.holdfast.application.port.in;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import java.util.Locale;
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

  /** How large one message of a class may be, in characters of text or bytes of data. */
  long largestMessage(MessageClass of);

  /** An answer in plain words: for a message that is too large, how large it is and may be. */
  default String words(SendResult answer, OutboundMessage message) {
    if (answer != SendResult.TOO_LARGE) {
      return answer.words();
    }
    return String.format(
        Locale.ROOT,
        "%s: it has %,d %s, and at most %,d are allowed",
        answer.words(),
        message.size(),
        message instanceof OutboundMessage.Text ? "characters" : "bytes",
        largestMessage(message.delivery().messageClass()));
  }
}
