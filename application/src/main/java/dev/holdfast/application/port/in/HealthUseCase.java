package dev.holdfast.application.port.in;

/** Says how the process itself is. Any thread; never blocks. */
@FunctionalInterface
public interface HealthUseCase {

  /** How it is now. */
  Health health();
}
