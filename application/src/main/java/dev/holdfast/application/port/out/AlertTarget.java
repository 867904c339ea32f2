package dev.holdfast.application.port.out;

import java.time.Duration;

/** Where alerts go. */
public interface AlertTarget {

  /** Passes an alert on. Returns at once; what becomes of it is the target's business. */
  void tell(Alert alert);

  /**
   * Gives what was told the time to get out, because the process ends. Blocks.
   *
   * @param within how long at most; above zero
   */
  void settle(Duration within);
}
