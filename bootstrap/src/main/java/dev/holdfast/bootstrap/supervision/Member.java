package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.port.in.ConnectionUseCases;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.application.service.TransitionHistory;
import dev.holdfast.bootstrap.config.ConnectionConfig;

/**
 * One connection of the daemon.
 *
 * @param config what it was told last
 * @param connection itself
 * @param history what became of it so far
 * @param watcher notices when it has ended
 */
record Member(
    ConnectionConfig config,
    SupervisedConnection connection,
    TransitionHistory history,
    StopWatcher watcher) {

  /** The same, told something else. */
  Member told(ConnectionConfig now) {
    return new Member(now, connection, history, watcher);
  }

  /** All that may be asked of it. */
  ConnectionUseCases useCases() {
    return new ConnectionUseCases(
        connection,
        connection,
        connection,
        connection,
        connection,
        connection,
        connection,
        history,
        config.required());
  }
}
