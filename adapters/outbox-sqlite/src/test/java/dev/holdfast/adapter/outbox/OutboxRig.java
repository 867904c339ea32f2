package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.Page;
import dev.holdfast.application.testing.store.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An outbox file, opened and closed again by a test. */
final class OutboxRig implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OutboxFile file;
  private final MessageStore store;

  OutboxRig(Path path) throws OutboxException {
    this(path, OutboxOptions.defaults());
  }

  OutboxRig(Path path, OutboxOptions options) throws OutboxException {
    file = OutboxFile.open(path, options, surroundings());
    store = file.store("press-7");
  }

  static OutboxFile.Surroundings surroundings() {
    return new OutboxFile.Surroundings(
        System::nanoTime, System::currentTimeMillis, new SplittableRandom());
  }

  OutboxFile file() {
    return file;
  }

  MessageStore store() {
    return store;
  }

  Told add(String text) {
    return add(new OutboundMessage.Text(text));
  }

  /** Stores a message, and waits for the answer. */
  Told add(OutboundMessage message) {
    Told told = new Told();
    store.add(message, "id-" + message.size(), 1_795_000_000_123L, told);
    settle();
    return told;
  }

  /** The texts that are to be delivered at least once. */
  List<String> texts() {
    Page page = new Page();
    store.load(MessageClass.AT_LEAST_ONCE, 0, Integer.MAX_VALUE, Long.MAX_VALUE, page);
    settle();
    return page.texts();
  }

  void settle() {
    settle(store);
  }

  /** Waits until a store has answered all that it was asked. */
  static void settle(MessageStore store) {
    CountDownLatch answered = new CountDownLatch(1);
    store.load(
        MessageClass.AT_LEAST_ONCE,
        Long.MAX_VALUE,
        1,
        1,
        new MessageStore.Loaded() {
          @Override
          public void loaded(
              List<dev.holdfast.application.port.out.StoredMessage> messages, boolean all) {
            answered.countDown();
          }

          @Override
          public void failed(String why) {
            answered.countDown();
          }
        });
    try {
      if (!answered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no answer within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
