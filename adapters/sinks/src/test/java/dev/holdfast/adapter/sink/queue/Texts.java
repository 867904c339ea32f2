package dev.holdfast.adapter.sink.queue;

import dev.holdfast.application.port.out.InboundMessage;

/** Messages for tests. */
final class Texts {

  private Texts() {}

  static InboundMessage text(String text) {
    return new InboundMessage.Text("press-7", text);
  }

  static Received received(String text) {
    return new Received(text(text), 0);
  }
}
