package dev.holdfast.bootstrap.config;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.port.out.SessionProtocol;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything one connection is told. Immutable; any thread. Printing it shows no secret. Two that
 * are equal behave alike.
 *
 * @param id its name: 1 to 60 letters, digits, dots, hyphens or underscores
 * @param required whether the daemon counts as ready only while this one is up
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
 * @param transport how bytes travel
 */
public record ConnectionConfig(
    String id,
    boolean required,
    GatewayConfig gateway,
    Optional<HeartbeatMode> heartbeatMode,
    ConnectionPolicy policy,
    Duration commandTimeout,
    Duration acquisitionTimeout,
    DialogueSettings dialogue,
    OutboxSettings outbox,
    TransportConfig transport) {

  /** Checks that nothing is missing; the loader has checked the ranges. */
  public ConnectionConfig {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(heartbeatMode, "heartbeatMode");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(commandTimeout, "commandTimeout");
    Objects.requireNonNull(acquisitionTimeout, "acquisitionTimeout");
    Objects.requireNonNull(dialogue, "dialogue");
    Objects.requireNonNull(outbox, "outbox");
    Objects.requireNonNull(transport, "transport");
  }

  /** The same, with another session protocol in place of the one that the user named. */
  public ConnectionConfig speaking(SessionProtocol other) {
    return new ConnectionConfig(
        id,
        required,
        gateway.speaking(other),
        heartbeatMode,
        policy,
        commandTimeout,
        acquisitionTimeout,
        dialogue,
        outbox,
        transport);
  }
}
