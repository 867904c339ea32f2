package dev.holdfast.application.outbox;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;

/** Tells faults of a message from those of a connection. */
final class MessageFault {

  private MessageFault() {}

  /** Codes that say that a message was wrong, not the connection (RFC 6455 7.4.1). */
  static boolean isCause(Cause cause) {
    return cause.kind() == CauseKind.CLOSED_BY_GATEWAY
        && (cause.code() == CloseCode.UNSUPPORTED_DATA
            || cause.code() == CloseCode.INVALID_PAYLOAD
            || cause.code() == CloseCode.TOO_BIG);
  }
}
