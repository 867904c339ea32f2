package dev.holdfast.application.service;

import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.domain.connection.ConnectionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one connection is told about itself.
 *
 * @param id its name in logs and status; not empty
 * @param endpoints the gateway's addresses, tried in order; at least one
 * @param headers further headers of the opening handshake
 * @param policy how the machine behaves
 * @param heartbeat how heartbeats are sent
 * @param outbox how much may wait to be sent
 * @param dialogue what it asks for by itself, and how much may be asked of it
 * @param rotateBeforeExpiry whether a link is replaced before its credentials expire, if its
 *     session protocol cannot renew the login
 * @param returnAfter after how long a link to another than the first endpoint is replaced, so that
 *     the connection returns to that; empty for not before the link is lost
 */
public record ConnectionSettings(
    String id,
    List<URI> endpoints,
    Map<String, String> headers,
    ConnectionPolicy policy,
    HeartbeatMode heartbeat,
    OutboxSettings outbox,
    DialogueSettings dialogue,
    boolean rotateBeforeExpiry,
    Optional<Duration> returnAfter) {

  /** The same, with links that outlive their credentials. */
  public ConnectionSettings(
      String id,
      List<URI> endpoints,
      Map<String, String> headers,
      ConnectionPolicy policy,
      HeartbeatMode heartbeat,
      OutboxSettings outbox,
      DialogueSettings dialogue) {
    this(id, endpoints, headers, policy, heartbeat, outbox, dialogue, false, Optional.empty());
  }

  /** The same, with a connection that asks for nothing by itself. */
  public ConnectionSettings(
      String id,
      List<URI> endpoints,
      Map<String, String> headers,
      ConnectionPolicy policy,
      HeartbeatMode heartbeat,
      OutboxSettings outbox) {
    this(id, endpoints, headers, policy, heartbeat, outbox, DialogueSettings.defaults());
  }

  /** Copies the collections and checks that there is something to connect to. */
  public ConnectionSettings {
    endpoints = List.copyOf(endpoints);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a connection needs an id");
    }
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("connection " + id + " needs at least one endpoint");
    }
  }

  /**
   * Whether a connection can go on from here as the other says, with all that waits in it: both are
   * the same connection, with the same outbox, and ask the gateway for the same.
   */
  public boolean canBecome(ConnectionSettings other) {
    return id.equals(other.id) && outbox.equals(other.outbox) && dialogue.equals(other.dialogue);
  }

  /** Whether a link that was opened as these say is one that would be opened as the other says. */
  boolean reachesAs(ConnectionSettings other) {
    return endpoints.equals(other.endpoints)
        && headers.equals(other.headers)
        && heartbeat == other.heartbeat
        && rotateBeforeExpiry == other.rotateBeforeExpiry
        && returnAfter.equals(other.returnAfter)
        && policy.loginRequired() == other.policy.loginRequired();
  }

  /** Shows no header and no query: both may hold secrets. */
  @Override
  public String toString() {
    return "ConnectionSettings[" + id + "]";
  }
}
