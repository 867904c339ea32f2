package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;

/** Offers places for messages, and for what became of commands, that outlive the process. */
public final class OutboxModule extends AbstractModule {

  private final ConnectionStores stores;

  /**
   * A module for one file.
   *
   * @param stores in it; whoever opened it closes it
   */
  public OutboxModule(ConnectionStores stores) {
    this.stores = stores;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), ConnectionStores.class)
        .setBinding()
        .toInstance(stores);
  }
}
