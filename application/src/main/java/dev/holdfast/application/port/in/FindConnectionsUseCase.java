package dev.holdfast.application.port.in;

import java.util.List;
import java.util.Optional;

/** Finds the connections of the process by their ids. */
public interface FindConnectionsUseCase {

  /** The ids of all connections there are now, in the order in which they were configured. */
  List<String> ids();

  /**
   * Finds one connection. Any thread.
   *
   * @param id as in {@link #ids()}
   * @return what may be asked of it; empty if there is none of that id
   */
  Optional<ConnectionUseCases> find(String id);
}
