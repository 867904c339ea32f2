package dev.holdfast.application.port.in;

import java.util.concurrent.CompletionStage;

/** Lets a process go on with its configuration as it is written now. */
public interface ReloadUseCase {

  /**
   * Reads it and makes of the connections what it says; all or nothing if something is wrong with
   * it. Returns at once; any thread. One at a time, the others follow.
   */
  CompletionStage<ReloadOutcome> reload();
}
