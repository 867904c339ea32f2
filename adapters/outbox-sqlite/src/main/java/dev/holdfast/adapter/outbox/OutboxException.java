package dev.holdfast.adapter.outbox;

import java.io.IOException;

/** An outbox file cannot be used. The message is one line for the user: which file, and why. */
public final class OutboxException extends IOException {

  private static final long serialVersionUID = 1L;

  OutboxException(String message) {
    super(message);
  }

  OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
