package dev.holdfastcanary.application.service;

import dev.holdfastcanary.adapter.sink.line.LineTarget;

/** Wrong: chooses its own adapter. */
final class NamesAnAdapter {

  LineTarget sink() {
    return new LineTarget();
  }
}
