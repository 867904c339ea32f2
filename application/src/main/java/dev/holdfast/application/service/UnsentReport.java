package dev.holdfast.application.service;

import dev.holdfast.application.outbox.Outbox;

/** Says what was accepted and not sent when a connection has stopped. Loop thread only. */
final class UnsentReport {

  private final ConnectionLog log;
  private final Outbox outbox;
  private int told;

  UnsentReport(ConnectionLog log, Outbox outbox) {
    this.log = log;
    this.outbox = outbox;
  }

  /** Nothing that was accepted is given up in silence; what was told is not told again. */
  void tell(boolean stopped) {
    int unsent = stopped ? outbox.depth() : 0;
    if (unsent > told && outbox.isDurable()) {
      log.info("Stopped with {} accepted messages in the outbox", unsent);
    } else if (unsent > told) {
      log.warn("Stopped with {} accepted messages not sent", unsent);
    }
    told = unsent;
  }
}
