package dev.holdfastcanary.bootstrap.config;

import dev.holdfastcanary.adapter.sink.line.LineTarget;

/** Wrong: a setting that knows what it sets. */
final class ChoosesASink {

  void write(LineTarget sink) {
    sink.write("chosen");
  }
}
