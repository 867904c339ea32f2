package dev.holdfastcanary.domain.backoff;

/** Wrong: not the same bits on every platform. */
final class RaisesToAPower {

  double delay(int failures) {
    return Math.pow(1.6, failures);
  }
}
