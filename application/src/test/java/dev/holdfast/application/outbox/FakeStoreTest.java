package dev.holdfast.application.outbox;

import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.ManualEventLoop;
import dev.holdfast.application.testing.store.FakeStore;
import dev.holdfast.application.testing.store.StorePromises;

/** The store of the tests is a store. */
final class FakeStoreTest extends StorePromises {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final MessageStore store = new FakeStore(loop);

  @Override
  protected MessageStore store() {
    return store;
  }

  @Override
  protected void settle() {
    loop.runPending();
  }
}
