package dev.holdfastcanary.adapter.protocol;

import dev.holdfastcanary.adapter.sink.line.LineTarget;

/** Wrong: an adapter that needs another. */
final class BorrowsFromTheSink {

  void write(LineTarget sink) {
    sink.write("borrowed");
  }
}
