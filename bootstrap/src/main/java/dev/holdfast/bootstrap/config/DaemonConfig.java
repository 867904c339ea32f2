package dev.holdfast.bootstrap.config;

import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.bootstrap.logging.LogOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the daemon is told, checked and ready for the wiring. Immutable; any thread. Printing
 * it shows no secret.
 *
 * @param connections what to keep up, in the order in which it is listed; at least one, each id
 *     once
 * @param listed whether the connections are a list, which a later configuration may change;
 *     otherwise there is one, and the daemon is over when it is
 * @param storage where messages wait
 * @param sinks where messages go; empty if whoever starts the daemon brings a place of its own
 * @param log how much is logged and in which form
 * @param admin where the control API listens, and who may use it; empty if it is off
 * @param metrics which figures are told, and where to
 * @param alerts who is told that connections are down; empty if nobody
 * @param shutdownTimeout how long an orderly shutdown may take before the socket is aborted; above
 *     zero
 */
public record DaemonConfig(
    List<ConnectionConfig> connections,
    boolean listed,
    OutboxStorage storage,
    List<SinkConfig> sinks,
    LogOptions log,
    Optional<AdminConfig> admin,
    MetricsConfig metrics,
    Optional<AlertsConfig> alerts,
    Duration shutdownTimeout) {

  /** The id of a connection that nobody gave a name. */
  public static final String ONLY = "gateway";

  /** Checks that nothing is missing; the loader has checked the ranges. */
  public DaemonConfig {
    connections = List.copyOf(connections);
    if (connections.isEmpty()) {
      throw new IllegalArgumentException("a daemon needs at least one connection");
    }
    Objects.requireNonNull(storage, "storage");
    sinks = List.copyOf(sinks);
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(admin, "admin");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(alerts, "alerts");
    Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
  }

  /** The first connection: the only one, for those who want no more. */
  public ConnectionConfig first() {
    return connections.get(0);
  }

  /**
   * The first connection alone, with another session protocol in place of the one that the user
   * named.
   */
  public DaemonConfig firstSpeaking(SessionProtocol other) {
    return new DaemonConfig(
        List.of(first().speaking(other)),
        false,
        storage,
        sinks,
        log,
        admin,
        metrics,
        alerts,
        shutdownTimeout);
  }
}
