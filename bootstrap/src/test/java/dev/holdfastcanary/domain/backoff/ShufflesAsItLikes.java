package dev.holdfastcanary.domain.backoff;

import java.util.Collections;
import java.util.List;

/** Wrong: randomness behind an innocent name. */
final class ShufflesAsItLikes {

  void shuffle(List<String> endpoints) {
    Collections.shuffle(endpoints);
  }
}
