package dev.holdfastcanary.adapter.sink.line;

/** Wrong: standard error by another door. */
final class PrintsItsStack {

  void print(IllegalStateException failure) {
    failure.printStackTrace();
  }
}
