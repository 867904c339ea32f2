package dev.holdfastcanary.domain.verdict;

import java.util.HashMap;
import java.util.Map;

/** Wrong: rows in an order that depends on the run. */
final class HashesItsRows {

  Map<String, String> rows() {
    return new HashMap<>();
  }
}
