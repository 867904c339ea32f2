package dev.holdfast.bootstrap.supervision;

import dev.holdfast.application.audit.SelfAudit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the daemon look at itself again and again, away from its loops, until the process ends. */
public final class Patrol {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.audit");

  private final SelfAudit audit;
  private final Later later;

  /**
   * One that has not begun.
   *
   * @param audit looks
   * @param later runs a round after a while; never on a loop
   */
  public Patrol(SelfAudit audit, Later later) {
    this.audit = audit;
    this.later = later;
  }

  /** Begins. Once. */
  public void start() {
    later.run(this::round, SelfAudit.EVERY);
  }

  private void round() {
    try {
      audit.round();
    } catch (RuntimeException e) {
      // A daemon that cannot look at itself says so, and tries again: its links are none the worse.
      LOG.error("Internal error while looking at itself", e);
    } finally {
      later.run(this::round, SelfAudit.EVERY);
    }
  }
}
