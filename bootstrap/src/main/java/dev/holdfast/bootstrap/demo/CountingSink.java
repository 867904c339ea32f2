package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.util.concurrent.atomic.AtomicLong;

/** Counts messages and forgets them. */
final class CountingSink implements MessageSink {

  private final AtomicLong messages = new AtomicLong();

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    messages.incrementAndGet();
    return true;
  }

  long messages() {
    return messages.get();
  }
}
