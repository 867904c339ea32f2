package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.holdfast.adapter.simulation.replay.Recording;
import dev.holdfast.application.port.out.EventRecorder;

/** Offers somebody who writes down what enters the machine. */
public final class RecordingModule extends AbstractModule {

  private final Recording recording;

  /**
   * A module for one recording.
   *
   * @param recording open; whoever opened it closes it
   */
  public RecordingModule(Recording recording) {
    this.recording = recording;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), EventRecorder.class)
        .setBinding()
        .toInstance(recording);
  }
}
