package dev.holdfast.application.port.in;

/** How an acquisition ended: in exactly one of these ways, once. */
public sealed interface AcquisitionOutcome {

  /**
   * The data came. The sinks have got it too, as any notification.
   *
   * @param text the data, as the session protocol hands it to applications
   */
  record Acquired(String text) implements AcquisitionOutcome {}

  /**
   * The command that starts it did not succeed.
   *
   * @param command how it ended
   */
  record NotStarted(CommandOutcome command) implements AcquisitionOutcome {}

  /**
   * It was asked for, and no data came.
   *
   * @param why how far it got, a sentence for people
   */
  record NoData(String why) implements AcquisitionOutcome {}
}
