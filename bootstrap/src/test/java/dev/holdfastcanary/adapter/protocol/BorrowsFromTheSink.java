package dev.holdfastcanary.adapter.protocol;

import dev.holdfastcanary.adapter.sink.LineSink;

/** Wrong: an adapter that needs another. */
final class BorrowsFromTheSink {

  void write(LineSink sink) {
    sink.write("borrowed");
  }
}
