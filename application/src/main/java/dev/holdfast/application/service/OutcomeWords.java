package dev.holdfast.application.service;

import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.CommandOutcome;

/** Outcomes in plain words, for logs. */
final class OutcomeWords {

  private OutcomeWords() {}

  static String of(CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Refused refused) {
      String code = refused.code().isEmpty() ? "" : refused.code() + " ";
      return "refused: " + code + refused.text();
    }
    if (outcome instanceof CommandOutcome.NotSent notSent) {
      return "not sent: " + notSent.why();
    }
    if (outcome instanceof CommandOutcome.Unknown unknown) {
      return "outcome unknown: " + unknown.why();
    }
    return "answered";
  }

  static String of(AcquisitionOutcome outcome) {
    if (outcome instanceof AcquisitionOutcome.NotStarted notStarted) {
      return "the command was not successful, " + of(notStarted.command());
    }
    return outcome instanceof AcquisitionOutcome.NoData noData ? noData.why() : "acquired";
  }
}
