package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.adapter.sink.LineSink;

/** Wrong: a second place where things are wired. */
final class PicksATransport {

  LineSink sink() {
    return new LineSink();
  }
}
