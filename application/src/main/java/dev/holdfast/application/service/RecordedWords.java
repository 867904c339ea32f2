package dev.holdfast.application.service;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.RecordedOutcome;
import dev.holdfast.application.port.out.RecordedOutcome.Kind;

/** Outcomes of commands as they are recorded, and back. */
final class RecordedWords {

  private RecordedWords() {}

  static RecordedOutcome recorded(CommandOutcome outcome) {
    if (outcome instanceof CommandOutcome.Answered answered) {
      return new RecordedOutcome(Kind.ANSWERED, "", answered.body());
    }
    if (outcome instanceof CommandOutcome.Refused refused) {
      return new RecordedOutcome(Kind.REFUSED, refused.code(), refused.text());
    }
    if (outcome instanceof CommandOutcome.NotSent notSent) {
      return new RecordedOutcome(Kind.NOT_SENT, "", notSent.why());
    }
    return new RecordedOutcome(Kind.UNKNOWN, "", ((CommandOutcome.Unknown) outcome).why());
  }

  static CommandOutcome outcome(RecordedOutcome recorded) {
    return switch (recorded.kind()) {
      case ANSWERED -> new CommandOutcome.Answered(recorded.text());
      case REFUSED -> new CommandOutcome.Refused(recorded.code(), recorded.text());
      case NOT_SENT -> new CommandOutcome.NotSent(recorded.text());
      case UNKNOWN -> new CommandOutcome.Unknown(recorded.text());
    };
  }
}
