package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.adapter.simulation.preset.Presets;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.ConfigRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which policies {@code simulate} was asked for. */
final class SimulatedPolicies {

  /** The policy of the real configuration. */
  static final String CONFIGURATION = "configuration";

  private static final String ALL = "all";

  private final ConfigRequest request;
  private final boolean configured;

  /**
   * Policies to choose from.
   *
   * @param request where the configuration is
   * @param configured whether it was asked for by a file of it
   */
  SimulatedPolicies(ConfigRequest request, boolean configured) {
    this.request = request;
    this.configured = configured;
  }

  /**
   * What is simulated.
   *
   * @param policies all of it, in order
   * @param required those of them that have to meet what is required; the others are for comparison
   */
  record Choice(List<FleetPolicy> policies, Set<String> required) {}

  /**
   * Finds the policies.
   *
   * @param names as given; none for Holdfast's own
   * @throws ConfigException if the configuration was asked for and is wrong
   * @throws UsageException if there is no policy of a name
   */
  Choice choose(List<String> names) throws ConfigException, UsageException {
    Set<String> wanted = new LinkedHashSet<>();
    if (configured) {
      wanted.add(CONFIGURATION);
    }
    for (String name : names) {
      if (name.equals(ALL)) {
        wanted.addAll(Presets.names());
      } else {
        wanted.add(name);
      }
    }
    Set<String> required = new LinkedHashSet<>(wanted);
    if (names.isEmpty()) {
      wanted.add(Presets.holdfast().name());
      if (!configured) {
        required = wanted;
      }
    }
    List<FleetPolicy> policies = new ArrayList<>();
    for (String name : wanted) {
      policies.add(policy(name));
    }
    return new Choice(policies, required);
  }

  private FleetPolicy policy(String name) throws ConfigException, UsageException {
    if (name.equals(CONFIGURATION)) {
      return new FleetPolicy(
          CONFIGURATION,
          "Your configuration",
          new ConfigLoader(Protocols.names()).policy(request),
          request
              .configFile()
              .map(file -> "From " + file + ", with what variables set.")
              .orElse("From variables."));
    }
    return Presets.named(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no policy '"
                        + name.replaceAll("\\p{Cntrl}", "?")
                        + "'; expected one of all, "
                        + CONFIGURATION
                        + ", "
                        + String.join(", ", Presets.names())));
  }
}
