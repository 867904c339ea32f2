package dev.holdfast.application.port.out;

import dev.holdfast.domain.connection.Transition;
import java.time.Duration;

/** Somebody who wants to know what becomes of a connection. Never called on a loop. */
@FunctionalInterface
public interface ConnectionObserver {

  /**
   * The connection changed its state. One call at a time, in the order of the changes.
   *
   * @param connection its id
   * @param transition from, to, why and what next
   */
  void onTransition(String connection, Transition transition);

  /**
   * The gateway has answered a heartbeat, a ping or a message. In order with the transitions.
   *
   * @param connection its id
   * @param time from handing it to the operating system to reading the answer
   */
  default void onRoundTrip(String connection, Duration time) {}
}
