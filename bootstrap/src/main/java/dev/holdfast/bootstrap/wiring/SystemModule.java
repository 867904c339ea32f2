package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.bootstrap.logging.SecretMask;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Offers what comes from the machine: time of day, randomness, credentials. */
public final class SystemModule extends AbstractModule {

  private final SecretMask mask;

  /**
   * A module for one process.
   *
   * @param mask where secrets are made known that are read from files later
   */
  public SystemModule(SecretMask mask) {
    this.mask = mask;
  }

  @Override
  protected void configure() {
    bind(ObserverThread.class).in(Singleton.class);
    bind(SecretMask.class).toInstance(mask);
  }

  @Provides
  @Singleton
  WallClock wallClock() {
    return System::currentTimeMillis;
  }

  @Provides
  RandomGenerator random() {
    // A strong seed: a fleet booted from one image at one moment must not draw the same jitter.
    return new SplittableRandom(new SecureRandom().nextLong());
  }

  @Provides
  @Singleton
  CredentialSources sources(ObserverThread files, WallClock clock) {
    return new CredentialSources(files, mask, clock);
  }
}
