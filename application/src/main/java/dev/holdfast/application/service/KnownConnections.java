package dev.holdfast.application.service;

import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.port.in.FindConnectionsUseCase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connections of a process by their ids; others may take their place. Any thread. */
public final class KnownConnections implements FindConnectionsUseCase {

  /** Replaced as a whole, so that whoever looks sees one moment. */
  private volatile Map<String, ConnectionUseCases> connections = Map.of();

  /** Creates the register, without connections. */
  public KnownConnections() {}

  /**
   * Creates the register.
   *
   * @param connections what may be asked of each, by its id, in the order in which they are listed
   */
  public KnownConnections(Map<String, ConnectionUseCases> connections) {
    become(connections);
  }

  /**
   * From now on there are these.
   *
   * @param now what may be asked of each, by its id, in the order in which they are listed
   */
  public void become(Map<String, ConnectionUseCases> now) {
    connections = Collections.unmodifiableMap(new LinkedHashMap<>(now));
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
