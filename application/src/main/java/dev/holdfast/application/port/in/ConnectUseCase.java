package dev.holdfast.application.port.in;

/** Wants the connection, from now on until it is no longer wanted. */
public interface ConnectUseCase {

  /** Asks for the connection and returns at once. Harmless if it is wanted already. Any thread. */
  void connect();
}
