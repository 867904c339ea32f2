package dev.holdfast.application.port.out;

import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.Event;
import dev.holdfast.domain.connection.Transition;
import java.util.List;

/**
 * Somebody who writes down everything that enters the machine of a connection, so that the run can
 * be gone through again. Never blocks, never throws; {@link #handled} is called on the loop of the
 * connection.
 */
public interface EventRecorder {

  /**
   * A machine was made.
   *
   * @param connection the id of its connection
   * @param policy how it behaves
   * @param atNanos the reading of the monotonic clock that it was given
   */
  void begun(String connection, ConnectionPolicy policy, long atNanos);

  /**
   * A machine has handled an event.
   *
   * @param connection the id of its connection
   * @param event what entered; details in it may quote the gateway
   * @param atNanos the reading of the monotonic clock that it was given
   * @param drawn the random numbers that it drew, in order
   * @param transitions what it made of it, in order
   */
  void handled(
      String connection,
      Event event,
      long atNanos,
      List<Double> drawn,
      List<Transition> transitions);
}
