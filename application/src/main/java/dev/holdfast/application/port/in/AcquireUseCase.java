package dev.holdfast.application.port.in;

import java.util.concurrent.CompletionStage;

/** Takes readings that must be asked for. */
public interface AcquireUseCase {

  /**
   * Takes one reading and returns at once. Any thread.
   *
   * @param acquisition what to ask for and what to wait for
   * @return its outcome, completed off the loop within the timeout; never exceptionally
   */
  CompletionStage<AcquisitionOutcome> acquire(Acquisition acquisition);
}
