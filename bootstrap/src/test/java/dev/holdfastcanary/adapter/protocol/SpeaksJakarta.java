package dev.holdfastcanary.adapter.protocol;

import jakarta.websocket.CloseReason;

/** Wrong: frames are the transport's. */
final class SpeaksJakarta {

  String reason(CloseReason reason) {
    return reason.getReasonPhrase();
  }
}
