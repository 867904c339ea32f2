package dev.holdfast.application.outbox;

import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.store.StorePromises;

/** The store in memory keeps the promises of the port. */
final class MemoryStoreTest extends StorePromises {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final MessageStore store = new MemoryStore("m", loop);

  @Override
  protected MessageStore store() {
    return store;
  }

  @Override
  protected void settle() {
    loop.runPending();
  }
}
