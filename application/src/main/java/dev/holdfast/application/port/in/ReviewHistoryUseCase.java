package dev.holdfast.application.port.in;

/** Looks back at what became of a connection. */
public interface ReviewHistoryUseCase {

  /** The latest transitions. Any thread; a consistent picture, possibly a moment old. */
  ConnectionHistory history();
}
