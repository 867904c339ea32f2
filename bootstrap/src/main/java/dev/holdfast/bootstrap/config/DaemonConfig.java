package dev.holdfast.bootstrap.config;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.bootstrap.logging.LogOptions;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the daemon is told, checked and ready for the wiring. Immutable; any thread. Printing
 * it shows no secret.
 *
 * @param gateway where to connect, in which session protocol, and what to say who we are
 * @param heartbeatMode how heartbeats are sent; empty to leave it to the session protocol
 * @param policy how the connection behaves, the configuration's verdicts included. {@code
 *     loginRequired} is not set here: the wiring takes it from the session protocol. {@code
 *     closeTimeout} is the shutdown timeout. The heartbeat is off if the mode is {@link
 *     HeartbeatMode#NONE}
 * @param commandTimeout how long a command may wait for its answer; above zero
 * @param acquisitionTimeout how long an acquisition may take; above zero
 * @param dialogue what the connection asks of its gateway by itself
 * @param outbox how much may wait to be sent, and how fast it follows; one message at most what the
 *     transport takes
 * @param storage where it waits
 * @param transport how bytes travel
 * @param sinks where messages go; empty if whoever starts the daemon brings a place of its own
 * @param log how much is logged and in which form
 * @param admin where the control API listens, and who may use it; empty if it is off
 * @param shutdownTimeout how long an orderly shutdown may take before the socket is aborted; above
 *     zero
 */
public record DaemonConfig(
    GatewayConfig gateway,
    Optional<HeartbeatMode> heartbeatMode,
    ConnectionPolicy policy,
    Duration commandTimeout,
    Duration acquisitionTimeout,
    DialogueSettings dialogue,
    OutboxSettings outbox,
    OutboxStorage storage,
    TransportConfig transport,
    List<SinkConfig> sinks,
    LogOptions log,
    Optional<AdminConfig> admin,
    Duration shutdownTimeout) {

  /** Checks that nothing is missing; the loader has checked the ranges. */
  public DaemonConfig {
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(heartbeatMode, "heartbeatMode");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(commandTimeout, "commandTimeout");
    Objects.requireNonNull(acquisitionTimeout, "acquisitionTimeout");
    Objects.requireNonNull(dialogue, "dialogue");
    Objects.requireNonNull(outbox, "outbox");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(transport, "transport");
    sinks = List.copyOf(sinks);
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(admin, "admin");
    Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
  }

  /** The same, with another session protocol in place of the one that the user named. */
  public DaemonConfig speaking(SessionProtocol other) {
    return new DaemonConfig(
        gateway.speaking(other),
        heartbeatMode,
        policy,
        commandTimeout,
        acquisitionTimeout,
        dialogue,
        outbox,
        storage,
        transport,
        sinks,
        log,
        admin,
        shutdownTimeout);
  }
}
