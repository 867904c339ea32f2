package dev.holdfast.application.port.in;

/** Looks at a connection. */
public interface ObserveConnectionUseCase {

  /** What is known now. Any thread; a consistent picture, possibly a moment old. */
  ConnectionStatus status();
}
