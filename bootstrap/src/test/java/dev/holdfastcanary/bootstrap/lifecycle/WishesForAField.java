package dev.holdfastcanary.bootstrap.lifecycle;

import com.google.inject.Inject;

/** Wrong: incomplete when its constructor returns. */
final class WishesForAField {

  @Inject private String id;

  String id() {
    return id;
  }
}
