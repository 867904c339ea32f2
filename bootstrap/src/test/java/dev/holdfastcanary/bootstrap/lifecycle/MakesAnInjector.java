package dev.holdfastcanary.bootstrap.lifecycle;

import com.google.inject.Guice;
import com.google.inject.Injector;

/** Wrong: a second graph of objects. */
final class MakesAnInjector {

  Injector injector() {
    return Guice.createInjector();
  }
}
