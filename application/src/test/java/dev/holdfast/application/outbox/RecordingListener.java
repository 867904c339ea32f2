package dev.holdfast.application.outbox;

import dev.holdfast.application.port.in.SendResult;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what it is told. */
final class RecordingListener implements OutboxListener {

  private final AtomicInteger sentAgain = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();

  @Override
  public void refused(SendResult why) {
    throw new IllegalStateException("lanes answer, they do not tell");
  }

  @Override
  public void notStored(String why) {
    throw new IllegalStateException(why);
  }

  @Override
  public void notLoaded(String why) {
    throw new IllegalStateException(why);
  }

  @Override
  public void sentAgain(int messages) {
    sentAgain.addAndGet(messages);
  }

  @Override
  public void givenUp(GivenUp reason, int messages) {
    givenUp.addAndGet(messages);
  }

  int sentAgain() {
    return sentAgain.get();
  }

  int givenUp() {
    return givenUp.get();
  }
}
