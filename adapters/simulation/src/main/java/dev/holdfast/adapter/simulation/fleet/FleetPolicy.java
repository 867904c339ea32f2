package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.connection.ConnectionPolicy;
import java.util.Objects;

/**
 * How every connection of a fleet behaves.
 *
 * @param name short and unique, for command lines and tables, such as {@code nats-java}
 * @param title for people, such as {@code nats.java, one server}
 * @param policy what the machine is told
 * @param notes where the numbers come from, and what of the original it cannot say; may be empty
 */
public record FleetPolicy(String name, String title, ConnectionPolicy policy, String notes) {

  /** Checks that all is there. */
  public FleetPolicy {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a policy needs a name");
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(notes, "notes");
  }
}
