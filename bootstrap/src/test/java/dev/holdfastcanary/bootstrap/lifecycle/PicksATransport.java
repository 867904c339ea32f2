package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.adapter.sink.line.LineTarget;

/** Wrong: a second place where things are wired. */
final class PicksATransport {

  LineTarget sink() {
    return new LineTarget();
  }
}
