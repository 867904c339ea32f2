package dev.holdfastcanary.domain.time;

import java.util.function.LongSupplier;

/** Wrong: hands the clock out, without a call that one could see. */
final class RefersToTheClock {

  LongSupplier clock() {
    return System::currentTimeMillis;
  }
}
