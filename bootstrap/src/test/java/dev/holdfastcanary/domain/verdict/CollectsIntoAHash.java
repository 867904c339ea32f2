package dev.holdfastcanary.domain.verdict;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wrong: a hash table behind a collector. */
final class CollectsIntoAHash {

  Set<String> keys(Stream<String> rows) {
    return rows.collect(Collectors.toSet());
  }
}
