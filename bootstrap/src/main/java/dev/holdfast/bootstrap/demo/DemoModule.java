package dev.holdfast.bootstrap.demo;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.SupervisedConnection;
import java.util.List;

/** Offers what a play brings, and lets the ledger observe the connection. */
final class DemoModule extends AbstractModule {

  private final Play play;
  private final List<Integer> serials;
  private final ConnectionObserver ledger;

  DemoModule(Play play, List<Integer> serials, ConnectionObserver ledger) {
    this.play = play;
    this.serials = List.copyOf(serials);
    this.ledger = ledger;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), DialogueSettings.class)
        .setBinding()
        .toInstance(play.dialogue(serials));
    Multibinder<ConnectionObserver> observers =
        Multibinder.newSetBinder(binder(), ConnectionObserver.class);
    observers.addBinding().toInstance(ledger);
    Provider<SupervisedConnection> connection = getProvider(SupervisedConnection.class);
    play.observers(connection::get).forEach(other -> observers.addBinding().toInstance(other));
  }
}
