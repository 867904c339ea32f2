package dev.holdfast.application.port.in;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the process itself is, whatever its gateways do.
 *
 * @param violations what does not hold now; a few, if there are many
 * @param more how many further ones there are
 * @param counts how often each invariant was violated since the start
 */
public record Health(List<Violation> violations, int more, Map<Invariant, Long> counts) {

  /** Copies the collections. */
  public Health {
    violations = List.copyOf(violations);
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** Whether everything holds; if not, a restart may help, and somebody should look at it. */
  public boolean live() {
    return violations.isEmpty();
  }
}
