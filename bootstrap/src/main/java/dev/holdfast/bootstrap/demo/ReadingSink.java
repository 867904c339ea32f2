package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.util.concurrent.atomic.AtomicLong;

/** Tells of every reading, counts gaps, and forgets the rest. */
final class ReadingSink implements MessageSink {

  /** The topic of readings in {@code ctc}. */
  static final String TOPIC = "NOT_DYN_READING";

  private final DemoStory story;
  private final AtomicLong gaps = new AtomicLong();

  ReadingSink(DemoStory story) {
    this.story = story;
  }

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (message instanceof InboundMessage.Gap) {
      gaps.incrementAndGet();
    } else if (message instanceof InboundMessage.Text text && text.topic().equals(TOPIC)) {
      story.data(
          DecodedReading.of(text.text())
              .map(DecodedReading::words)
              .orElse("a reading of " + text.subject() + " that was not decoded"));
    }
    return true;
  }

  long gaps() {
    return gaps.get();
  }
}
