package dev.holdfast.bootstrap.demo;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;

/** Offers a sink that counts, and lets the ledger observe the connection. */
final class DemoModule extends AbstractModule {

  private final CountingSink sink;
  private final FaultLedger ledger;

  DemoModule(CountingSink sink, FaultLedger ledger) {
    this.sink = sink;
    this.ledger = ledger;
  }

  @Override
  protected void configure() {
    bind(MessageSink.class).toInstance(sink);
    Multibinder.newSetBinder(binder(), ConnectionObserver.class).addBinding().toInstance(ledger);
  }
}
