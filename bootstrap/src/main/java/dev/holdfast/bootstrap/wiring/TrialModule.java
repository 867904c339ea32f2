package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;

/** Offers somebody who watches a trial, and a sink for messages that were shown already. */
public final class TrialModule extends AbstractModule {

  private final ConnectionObserver trial;

  /** A module for one trial. */
  public TrialModule(ConnectionObserver trial) {
    this.trial = trial;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ConnectionObserver.class).addBinding().toInstance(trial);
    MessageSink shownAlready = (message, roomAgain) -> true;
    bind(MessageSink.class).toInstance(shownAlready);
  }
}
