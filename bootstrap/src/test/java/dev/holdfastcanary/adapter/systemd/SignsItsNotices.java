package dev.holdfastcanary.adapter.systemd;

import javax.crypto.Mac;

/** Wrong: the kernel tells the service manager who has sent a notice. */
final class SignsItsNotices {

  Class<?> technology() {
    return Mac.class;
  }
}
