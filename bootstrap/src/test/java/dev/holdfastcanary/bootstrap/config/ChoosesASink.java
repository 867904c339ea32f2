package dev.holdfastcanary.bootstrap.config;

import dev.holdfastcanary.adapter.sink.LineSink;

/** Wrong: a setting that knows what it sets. */
final class ChoosesASink {

  void write(LineSink sink) {
    sink.write("chosen");
  }
}
