package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.application.port.out.MessageStore;

/** Offers a place for messages that outlives the process. */
public final class OutboxModule extends AbstractModule {

  private final MessageStore store;

  /**
   * A module for one store.
   *
   * @param store of the connection; whoever opened its file closes it
   */
  public OutboxModule(MessageStore store) {
    this.store = store;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), MessageStore.class).setBinding().toInstance(store);
  }
}
