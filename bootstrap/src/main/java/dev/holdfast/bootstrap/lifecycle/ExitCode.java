package dev.holdfast.bootstrap.lifecycle;

import dev.holdfast.domain.connection.StopReason;

/** What the process tells its parent. */
public enum ExitCode {
  /** Stopped as asked, or the gateway closed normally (1000). */
  STOPPED(0, "stopped as asked, or the gateway closed normally (1000)"),
  /** The shutdown took longer than its timeout, or a second signal came. */
  FORCED(1, "forced: the shutdown took longer than SHUTDOWN_TIMEOUT, or a second signal came"),
  /** Wrong usage or configuration. */
  USAGE(2, "wrong usage or configuration"),
  /** The gateway rejected us for good. */
  REJECTED(3, "the gateway rejected us for good (1008, login)"),
  /** The limit of reconnect attempts is reached. */
  ATTEMPTS_USED_UP(4, "attempts used up"),
  /** Of a simulation: something that was required does not hold. */
  NOT_MET(
      5, "a simulation: an assertion does not hold, a promise is broken, a replay is different"),
  /**
   * Of {@code status}: not every connection that is required is up; of {@code health}: not well.
   */
  NOT_UP(6, "status: not every connection that is required is up; health: the daemon is not well"),
  /** Of commands that talk to a daemon: nobody answers. */
  NO_DAEMON(7, "no daemon answers at the admin address"),
  /** Of {@code command}: the gateway answered that it did not do it. */
  COMMAND_REFUSED(8, "command: the gateway refused it"),
  /** Of {@code command} and {@code send}: it never left. */
  NOT_SENT(9, "command, send: it was not sent"),
  /** Of {@code command} and {@code send}: it may have been done or not. */
  OUTCOME_UNKNOWN(10, "command, send: nothing is known of what became of it"),
  /** Of a simulation: a signal ended it early, as shells have it. */
  INTERRUPTED(130, "a simulation: ended early by a signal; what there was is printed");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** The exit status of the process. */
  public int status() {
    return status;
  }

  /** What it means, in plain words. */
  public String meaning() {
    return meaning;
  }

  /** The exit code of a daemon whose only connection stopped. */
  public static ExitCode of(StopReason reason) {
    return switch (reason) {
      case AS_ASKED, CLOSED_NORMALLY -> STOPPED;
      case FORCED -> FORCED;
      case REJECTED -> REJECTED;
      case ATTEMPTS_USED_UP -> ATTEMPTS_USED_UP;
    };
  }
}
