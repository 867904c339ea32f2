package dev.holdfast.application.port.in;

/** Cuts the waiting short. */
public interface ReconnectNowUseCase {

  /** Starts the next attempt now and returns at once. Harmless where nothing waits. Any thread. */
  void reconnectNow();
}
