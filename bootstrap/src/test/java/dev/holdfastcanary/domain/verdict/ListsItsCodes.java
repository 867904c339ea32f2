package dev.holdfastcanary.domain.verdict;

import java.util.Set;

/** Wrong: a walk over these takes another way in every run. */
final class ListsItsCodes {

  Set<Integer> codes() {
    return Set.of(1000, 1001);
  }
}
