package dev.holdfastcanary.adapter.adminhttp;

import javax.crypto.Mac;

/** Wrong: what is served is plain HTTP. */
final class EncryptsItsAnswers {

  Class<?> technology() {
    return Mac.class;
  }
}
