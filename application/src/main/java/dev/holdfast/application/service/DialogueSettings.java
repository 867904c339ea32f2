package dev.holdfast.application.service;

import java.time.Duration;
import java.util.List;

/**
 * What one connection asks of its gateway by itself, and how much may be asked of it.
 *
 * @param maxPendingCommands accepted and not ended; beyond it commands are not sent; 1 or more
 * @param commandTimeout how long a subscription, or the start of an acquisition, may wait for its
 *     answer; above zero
 * @param subscriptions re-established after every login, in this order
 * @param acquisitions taken on schedule
 */
public record DialogueSettings(
    int maxPendingCommands,
    Duration commandTimeout,
    List<Subscription> subscriptions,
    List<ScheduledAcquisition> acquisitions) {

  private static final DialogueSettings DEFAULTS =
      new DialogueSettings(1_000, Duration.ofSeconds(30), List.of(), List.of());

  /** Copies the lists and checks the ranges. */
  public DialogueSettings {
    subscriptions = List.copyOf(subscriptions);
    acquisitions = List.copyOf(acquisitions);
    if (maxPendingCommands < 1) {
      throw new IllegalArgumentException(
          "maxPendingCommands must be at least 1 but was " + maxPendingCommands);
    }
    if (commandTimeout.isNegative() || commandTimeout.isZero()) {
      throw new IllegalArgumentException(
          "commandTimeout must be above zero but was " + commandTimeout);
    }
  }

  /** Nothing by itself; 1,000 commands, 30 s. */
  public static DialogueSettings defaults() {
    return DEFAULTS;
  }
}
