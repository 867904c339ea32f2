package dev.holdfast.application.service;

import dev.holdfast.domain.connection.Event;
import java.time.Duration;

/** The way back into the loop of a connection, for its attempts. */
interface EventFeed {

  /** Hands an event to the machine. Loop thread, never from inside an effect. */
  void feed(Event event);

  /** Runs the task on the loop, later. Any thread. */
  void post(Runnable task);

  /**
   * Something was asked or answered: there may be more to write, less to wait for, another moment
   * at which something is due. Loop thread.
   */
  void dialogueMoved();

  /** The gateway has answered a ping within that time. Loop thread. */
  void roundTrip(Duration time);

  /** Writes what waits in the outbox, if the connection is up. Loop thread. */
  void pump();
}
