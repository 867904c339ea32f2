package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.bootstrap.config.LoadedConfig;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import dev.holdfast.bootstrap.logging.SecretMask;
import dev.holdfast.bootstrap.supervision.Milestones;
import dev.holdfast.bootstrap.supervision.Reload;
import dev.holdfast.bootstrap.supervision.Supervisor;

/** Offers to read the configuration again. */
public final class ReloadModule extends AbstractModule {

  private final LoadedConfig current;
  private final Reload.Source source;

  /**
   * A module for one process.
   *
   * @param current what is in force
   * @param source reads what is written now
   */
  public ReloadModule(LoadedConfig current, Reload.Source source) {
    this.current = current;
    this.source = source;
  }

  @Provides
  @Singleton
  Reload reload(Supervisor supervisor, SecretMask mask, Milestones milestones) {
    return new Reload(
        current,
        source,
        supervisor,
        loaded -> {
          mask.know(loaded.secrets());
          LoggingSetup.changeLevel(loaded.config().log().level());
        },
        milestones,
        new BackgroundThread("holdfast-reload"));
  }
}
