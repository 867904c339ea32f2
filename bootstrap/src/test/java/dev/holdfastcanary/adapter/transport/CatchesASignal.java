package dev.holdfastcanary.adapter.transport;

import sun.misc.Signal;

/** Wrong: a second owner of the process. */
final class CatchesASignal {

  void raise(Signal signal) {
    Signal.raise(signal);
  }
}
