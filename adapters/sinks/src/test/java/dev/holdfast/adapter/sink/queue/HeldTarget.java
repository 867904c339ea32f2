package dev.holdfast.adapter.sink.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A target that holds its writer until it is let go. */
final class HeldTarget implements Target {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate;
  private final List<String> arrived = new ArrayList<>();

  private HeldTarget(CountDownLatch gate) {
    this.gate = gate;
  }

  static HeldTarget held() {
    return new HeldTarget(new CountDownLatch(1));
  }

  static HeldTarget free() {
    return new HeldTarget(new CountDownLatch(0));
  }

  void letGo() {
    gate.countDown();
  }

  void awaitWriter() throws InterruptedException {
    entered.await();
  }

  synchronized List<String> arrived() {
    return List.copyOf(arrived);
  }

  @Override
  public Outcome write(Batch batch) throws InterruptedException {
    entered.countDown();
    gate.await();
    synchronized (this) {
      batch.messages().forEach(message -> arrived.add(message.text()));
    }
    return Outcome.done(batch.size());
  }
}
