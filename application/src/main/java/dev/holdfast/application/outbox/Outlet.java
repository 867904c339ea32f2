package dev.holdfast.application.outbox;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.Request;
import java.time.Duration;
import java.util.function.Consumer;

/** One link, as the outbox sees it. Loop thread only. */
public interface Outlet {

  /** Whether more may be written now. */
  boolean isWritable();

  /**
   * Writes a message. {@link Lane#written} follows once it was handed to the operating system, in
   * the order in which messages were written; it does not when the link ends before.
   *
   * @param message what to write
   * @param lane whose it is
   */
  void write(OutboundMessage message, Lane lane);

  /** Whether a message that is delivered now goes out at once: it must not wait elsewhere. */
  boolean isFree();

  /**
   * Asks the gateway to take a message, and to say that it has. Only if it {@link #isFree}.
   *
   * @param message what to deliver
   * @param within how long its answer may take
   * @param whenEnded told exactly once, never inside this call
   */
  void deliver(Request.Deliver message, Duration within, Consumer<CommandOutcome> whenEnded);
}
