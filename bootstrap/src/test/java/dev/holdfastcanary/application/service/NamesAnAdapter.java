package dev.holdfastcanary.application.service;

import dev.holdfastcanary.adapter.sink.LineSink;

/** Wrong: chooses its own adapter. */
final class NamesAnAdapter {

  LineSink sink() {
    return new LineSink();
  }
}
