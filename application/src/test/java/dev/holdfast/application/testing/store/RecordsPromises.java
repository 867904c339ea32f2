package dev.holdfast.application.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import dev.holdfast.application.port.out.RecordedOutcome.Kind;
import org.junit.jupiter.api.Test;

/** What every {@link CommandRecords} promises. */
public abstract class RecordsPromises {

  /** Empty records of one connection. */
  protected abstract CommandRecords records();

  /** Lets everything that was asked of the records happen, and its answers be told. */
  protected abstract void settle();

  /** What the next process finds after this one has died at a moment when all was settled. */
  protected abstract CommandRecords afterCrash();

  @Test
  final void whatIsNotKnownBegins() {
    assertThat(begin(records(), "a", "reset", true)).isEqualTo("kept");
  }

  @Test
  final void whatHasEndedIsKnown() {
    begin(records(), "a", "reset", true);
    records().ended("a", new RecordedOutcome(Kind.REFUSED, "404", "grüße \uD83D\uDE80"));

    assertThat(begin(records(), "a", "other", true))
        .isEqualTo("ended reset REFUSED 404 grüße \uD83D\uDE80");
  }

  @Test
  final void everyWayToEndIsKept() {
    for (Kind kind : Kind.values()) {
      begin(records(), kind.name(), "reset", true);
      records().ended(kind.name(), new RecordedOutcome(kind, "", ""));
      assertThat(begin(records(), kind.name(), "reset", true))
          .isEqualTo("ended reset " + kind + "  ");
    }
  }

  @Test
  final void whatEndedIsKnownAfterACrash() {
    begin(records(), "a", "reset", true);
    records().ended("a", new RecordedOutcome(Kind.ANSWERED, "", "{}"));
    settle();

    assertThat(begin(afterCrash(), "a", "reset", true)).isEqualTo("ended reset ANSWERED  {}");
  }

  @Test
  final void whatBeganAndDidNotEndIsInterruptedByACrash() {
    begin(records(), "never left", "reset", false);
    begin(records(), "may have left", "reset", true);
    begin(records(), "left later", "reset", false);
    Answer answer = new Answer();
    records().maySend("left later", answer);
    settle();
    assertThat(answer.text()).isEqualTo("kept");

    CommandRecords next = afterCrash();

    assertThat(begin(next, "never left", "reset", true)).isEqualTo("interrupted reset false");
    assertThat(begin(next, "may have left", "reset", true)).isEqualTo("interrupted reset true");
    assertThat(begin(next, "left later", "reset", true)).isEqualTo("interrupted reset true");
  }

  @Test
  final void whatWasInterruptedCanEndOrGoOn() {
    begin(records(), "a", "reset", false);
    begin(records(), "b", "reset", false);
    settle();
    CommandRecords next = afterCrash();
    begin(next, "a", "reset", true);
    next.ended("a", new RecordedOutcome(Kind.NOT_SENT, "", "the process ended"));
    Answer answer = new Answer();
    next.maySend("b", answer);
    next.ended("b", new RecordedOutcome(Kind.ANSWERED, "", "done"));
    settle();

    assertThat(begin(next, "a", "reset", true))
        .isEqualTo("ended reset NOT_SENT  the process ended");
    assertThat(begin(next, "b", "reset", true)).isEqualTo("ended reset ANSWERED  done");
  }

  private String begin(CommandRecords where, String id, String name, boolean maySend) {
    Answer answer = new Answer();
    where.begin(id, name, maySend, answer);
    settle();
    return answer.text();
  }

  private static final class Answer implements CommandRecords.Begun {

    private volatile String text = "";

    String text() {
      return text;
    }

    @Override
    public void kept() {
      text = "kept";
    }

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {
      text = "ended " + name + " " + outcome.kind() + " " + outcome.code() + " " + outcome.text();
    }

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {
      text = "interrupted " + name + " " + mayHaveLeft;
    }

    @Override
    public void failed(String why) {
      text = "failed " + why;
    }
  }
}
