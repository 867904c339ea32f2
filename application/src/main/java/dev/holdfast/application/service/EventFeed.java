package dev.holdfast.application.service;

import dev.holdfast.domain.connection.Event;

/** The way back into the loop of a connection, for its attempts. */
interface EventFeed {

  /** Hands an event to the machine. Loop thread, never from inside an effect. */
  void feed(Event event);

  /** Runs the task on the loop, later. Any thread. */
  void post(Runnable task);

  /** Writes what waits in the outbox, if the connection is up. Loop thread. */
  void pump();
}
