package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.MessageStore;

/** Offers a place for messages, and for what became of commands, that outlives the process. */
public final class OutboxModule extends AbstractModule {

  private final MessageStore store;
  private final CommandRecords records;

  /**
   * A module for one file.
   *
   * @param store of the connection; whoever opened its file closes it
   * @param records of the same connection, in the same file
   */
  public OutboxModule(MessageStore store, CommandRecords records) {
    this.store = store;
    this.records = records;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), MessageStore.class).setBinding().toInstance(store);
    OptionalBinder.newOptionalBinder(binder(), CommandRecords.class)
        .setBinding()
        .toInstance(records);
  }
}
