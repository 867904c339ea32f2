package dev.holdfastcanary.adapter.alert;

import javax.crypto.Mac;

/** Wrong: whoever gets alerts knows their path, and nobody signs them. */
final class SignsItsAlerts {

  Class<?> technology() {
    return Mac.class;
  }
}
