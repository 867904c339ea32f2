package dev.holdfastcanary.adapter.metrics;

import javax.crypto.Mac;

/** Wrong: figures need no cryptography. */
final class MeasuresByItself {

  Class<?> technology() {
    return Mac.class;
  }
}
