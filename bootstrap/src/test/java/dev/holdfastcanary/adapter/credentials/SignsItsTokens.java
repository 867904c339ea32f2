package dev.holdfastcanary.adapter.credentials;

import javax.crypto.Mac;

/** Wrong: tokens are issued elsewhere, nobody signs one here. */
final class SignsItsTokens {

  Class<?> technology() {
    return Mac.class;
  }
}
