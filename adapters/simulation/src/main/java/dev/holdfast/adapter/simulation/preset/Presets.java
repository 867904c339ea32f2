package dev.holdfast.adapter.simulation.preset;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies to choose from: Holdfast's own and the documented defaults of other systems. What of
 * a system cannot be said to the machine is in the notes of its policy. Immutable; any thread.
 */
public final class Presets {

  private static final FleetPolicy HOLDFAST =
      new FleetPolicy(
          "holdfast",
          "Holdfast",
          ConnectionPolicy.defaults(),
          "Defaults: decorrelated jitter between 1 s and 30 s, bounded by its range; starts over"
              + " after 10 s up; 1001 and 1012 are spread out, Retry-After is kept.");

  private static final List<FleetPolicy> ALL =
      Stream.of(
              List.of(HOLDFAST),
              WebSocketPeers.all(),
              MessagingPeers.all(),
              ToolPeers.all(),
              TextbookPolicies.all())
          .flatMap(List::stream)
          .toList();

  private Presets() {}

  /** What Holdfast does when nothing is configured. */
  public static FleetPolicy holdfast() {
    return HOLDFAST;
  }

  /** All of them, Holdfast's first. */
  public static List<FleetPolicy> all() {
    return ALL;
  }

  /** Their names, in the same order. */
  public static List<String> names() {
    return ALL.stream().map(FleetPolicy::name).toList();
  }

  /**
   * Finds one by its name.
   *
   * @return empty if there is none of that name
   */
  public static Optional<FleetPolicy> named(String name) {
    return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
  }
}
