package dev.holdfast.application.service;

import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connections of a process by their ids, as many as there were at the start. Any thread. */
public final class KnownConnections implements FindConnectionsUseCase {

  private final Map<String, ConnectionUseCases> connections;

  /**
   * Creates the register.
   *
   * @param connections what may be asked of each, by its id, in the order in which they are listed
   */
  public KnownConnections(Map<String, ConnectionUseCases> connections) {
    this.connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
  }

  @Override
  public List<String> ids() {
    return List.copyOf(connections.keySet());
  }

  @Override
  public Optional<ConnectionUseCases> find(String id) {
    return Optional.ofNullable(connections.get(id));
  }
}
