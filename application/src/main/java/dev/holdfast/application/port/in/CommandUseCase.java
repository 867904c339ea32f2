package dev.holdfast.application.port.in;

import java.util.concurrent.CompletionStage;

/** Gives commands to the gateway. */
public interface CommandUseCase {

  /**
   * Gives a command and returns at once. It goes out as soon as the connection is up, in the order
   * of acceptance. Any thread.
   *
   * @param command what to do
   * @return its outcome, completed off the loop within the command's timeout; never exceptionally
   */
  CompletionStage<CommandOutcome> command(Command command);
}
