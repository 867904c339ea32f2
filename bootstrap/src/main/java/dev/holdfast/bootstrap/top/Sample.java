package dev.holdfast.bootstrap.top;

import dev.holdfast.bootstrap.control.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All connections at one moment, as the control API told them.
 *
 * @param connections each as an object
 * @param atNanos when, by a monotonic clock
 */
public record Sample(List<JsonTree> connections, long atNanos) {

  private static final double NANOS_OF_SECOND = 1e9;

  /** Copies the list. */
  public Sample {
    connections = List.copyOf(connections);
  }

  /** What went through each connection until then, by its id. */
  Map<String, Long> counts(String counter) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (JsonTree connection : connections) {
      connection.text("id").ifPresent(id -> counts.put(id, connection.number("traffic", counter)));
    }
    return counts;
  }

  /**
   * So many a second since an earlier sample; empty if there is no telling.
   *
   * @param before the count at the earlier one; below zero if it is not known
   */
  OptionalDouble rate(long now, long before, Sample earlier) {
    double seconds = (atNanos - earlier.atNanos) / NANOS_OF_SECOND;
    return before < 0 || now < before || seconds <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((now - before) / seconds);
  }
}
