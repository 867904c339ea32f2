package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.bootstrap.config.ConnectionConfig;
import java.io.IOException;
import java.util.List;

/** Connects connections to the world. For one thread at a time. */
public interface ConnectionMaker {

  /**
   * Makes a connection that nobody wants yet. Blocks.
   *
   * @param observers who wants to know of it, besides those who want to know of all
   * @throws IOException with one line for the user, if what it needs cannot be had, such as its
   *     part of the outbox file
   */
  SupervisedConnection make(ConnectionConfig config, List<ConnectionObserver> observers)
      throws IOException;

  /**
   * Whether the connection of this id, which was made here, can go on as this says; otherwise
   * another must take its place.
   */
  boolean canAdopt(ConnectionConfig now);

  /**
   * Lets a connection go on as it is newly configured.
   *
   * @param connection one that was made here
   * @param now the same id
   */
  void adopt(SupervisedConnection connection, ConnectionConfig now);

  /** A connection has ended for good. */
  void gone(String id);
}
