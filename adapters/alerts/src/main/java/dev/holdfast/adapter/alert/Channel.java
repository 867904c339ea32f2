package dev.holdfast.adapter.alert;

import dev.holdfast.application.port.out.Alert;
import java.io.IOException;
import java.time.Instant;

/** One way to tell somebody. Blocks; for one thread at a time. */
interface Channel {

  /** Its name, for the log. */
  String name();

  /**
   * Tells.
   *
   * @throws IOException with one line, if it did not work and may work later
   */
  void tell(Alert alert, Instant at) throws IOException, InterruptedException;
}
