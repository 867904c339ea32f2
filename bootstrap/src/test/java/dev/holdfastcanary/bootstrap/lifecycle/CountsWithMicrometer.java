package dev.holdfastcanary.bootstrap.lifecycle;

import io.micrometer.core.instrument.Counter;

/** Wrong: a daemon that knows who collects its figures. */
final class CountsWithMicrometer {

  Class<?> technology() {
    return Counter.class;
  }
}
