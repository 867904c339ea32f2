package dev.holdfast.domain.command;

/**
 * How many commands there may be at once.
 *
 * @param maxInFlight sent and not answered yet; 1 or more. With a gateway that answers in order and
 *     says nothing else about which answer is for whom, 1 is the safe number
 * @param maxPending accepted and not ended yet, those in flight included; 1 or more
 */
public record CommandLimits(int maxInFlight, int maxPending) {

  /** Checks the ranges. */
  public CommandLimits {
    if (maxInFlight < 1 || maxPending < 1) {
      throw new IllegalArgumentException(
          "command limits must be at least 1 but were " + maxInFlight + ", " + maxPending);
    }
  }
}
