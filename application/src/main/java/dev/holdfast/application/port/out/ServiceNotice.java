package dev.holdfast.application.port.out;

/** One thing that a service manager is told about the process. */
public sealed interface ServiceNotice {

  /**
   * It has started, or goes on after a reload.
   *
   * @param status how it is, one line for people
   */
  record Ready(String status) implements ServiceNotice {}

  /**
   * How it is.
   *
   * @param status one line for people
   */
  record Status(String status) implements ServiceNotice {}

  /** It lives: the watchdog may wait for its whole time again. */
  record Alive() implements ServiceNotice {}

  /**
   * It reads its configuration again.
   *
   * @param nanos when it began, on the monotonic clock of the machine
   */
  record Reloading(long nanos) implements ServiceNotice {}

  /**
   * It ends.
   *
   * @param status why, one line for people
   */
  record Stopping(String status) implements ServiceNotice {}
}
