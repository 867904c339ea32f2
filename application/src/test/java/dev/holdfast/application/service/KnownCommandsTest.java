package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.store.FakeRecords;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that is given twice with the same id is done once. */
final class KnownCommandsTest {

  private static final Command RESET =
      new Command("reset", "", Duration.ofSeconds(30), false).withId("r1");

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  private final FakeRecords records = new FakeRecords(rig.loop());

  /** What the next process finds of them. */
  private FakeRecords found = records;

  @Test
  void theSecondAttachesToTheFirst() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> first = rig.command(RESET);
    CompletableFuture<CommandOutcome> second = rig.command(RESET);
    assertThat(rig.link().wire()).containsExactly("text reset");

    rig.receive("!answer done");

    assertThat(first).isCompletedWithValue(new CommandOutcome.Answered("done"));
    assertThat(second).isCompletedWithValue(new CommandOutcome.Answered("done"));
  }

  @Test
  void whatHasEndedIsAnsweredWithoutAskingTheGateway() {
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    rig.receive("!refuse 409 busy");

    assertThat(rig.command(RESET)).isCompletedWithValue(new CommandOutcome.Refused("409", "busy"));
    assertThat(rig.link().wire()).containsExactly("text reset");
  }

  @Test
  void anotherCommandWithTheSameIdIsAMistake() {
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    Command other = new Command("start", "", Duration.ofSeconds(30), false).withId("r1");

    assertThat(rig.command(other))
        .isCompletedWithValue(
            new CommandOutcome.NotSent("the id r1 is that of another command, reset"));
    rig.receive("!answer done");
    assertThat(rig.command(other))
        .isCompletedWithValue(
            new CommandOutcome.NotSent("the id r1 is that of another command, reset"));
  }

  @Test
  void leavesOnlyOnceItIsRecordedThatItMay() {
    rig.records(records);
    rig.bringUp();
    records.hold();
    CompletableFuture<CommandOutcome> outcome = rig.command(RESET);
    assertThat(rig.link().wire()).isEmpty();

    records.release();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text reset");
    rig.receive("!answer done");

    assertThat(outcome).isCompletedWithValue(new CommandOutcome.Answered("done"));
  }

  @Test
  void oneThatIsGivenWhileTheConnectionIsDownGoesOutLater() {
    rig.records(records);
    CompletableFuture<CommandOutcome> outcome = rig.command(RESET);
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text reset");

    rig.receive("!answer done");

    assertThat(outcome).isCompletedWithValue(new CommandOutcome.Answered("done"));
  }

  @Test
  void afterACrashTheOutcomeIsKnown() {
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    rig.receive("!answer done");

    ConnectionRig next = nextProcess();

    assertThat(next.command(RESET)).isCompletedWithValue(new CommandOutcome.Answered("done"));
    assertThat(next.link().wire()).isEmpty();
    end(next);
  }

  @Test
  void afterACrashWhatMayHaveLeftIsUnknownAndStaysSo() {
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();

    ConnectionRig next = nextProcess();

    CommandOutcome unknown = new CommandOutcome.Unknown("the process ended before an answer came");
    assertThat(next.command(RESET)).isCompletedWithValue(unknown);
    assertThat(next.command(RESET)).isCompletedWithValue(unknown);
    assertThat(next.link().wire()).isEmpty();
    end(next);
  }

  @Test
  void afterACrashWhatNeverLeftIsNotSent() {
    rig.records(records);
    assertThat(rig.command(RESET)).isNotNull();

    ConnectionRig next = nextProcess();

    assertThat(next.command(RESET))
        .isCompletedWithValue(new CommandOutcome.NotSent("the process ended before it was sent"));
    end(next);
  }

  @Test
  void afterACrashOneThatDoesNoHarmTwiceIsSentAgain() {
    Command read = new Command("read", "", Duration.ofSeconds(30), true).withId("r2");
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(read)).isNotNull();

    ConnectionRig next = nextProcess();
    CompletableFuture<CommandOutcome> outcome = next.command(read);
    assertThat(next.link().wire()).containsExactly("text read");
    next.receive("!answer 7");

    assertThat(outcome).isCompletedWithValue(new CommandOutcome.Answered("7"));
    end(next);
  }

  @Test
  void whatCannotBeLookedUpIsNotSentNowButMayHaveBeenBefore() {
    rig.records(records);
    rig.bringUp();
    records.failWith("the disk is full");

    assertThat(rig.command(RESET))
        .isCompletedWithValue(
            new CommandOutcome.Unknown(
                "it could not be recorded: the disk is full" + KnownCommands.NOT_LOOKED_UP));
    assertThat(rig.link().wire()).isEmpty();
    records.failWith("");
    assertThat(rig.command(RESET)).isNotDone();
    assertThat(rig.link().wire()).containsExactly("text reset");
  }

  @Test
  void whatMayNotBeRecordedAsLeavingHasEndedWithThatReason() {
    rig.records(records);
    CompletableFuture<CommandOutcome> outcome = rig.command(RESET);
    records.failWith("the disk is full");
    rig.bringUp();
    CommandOutcome notSent =
        new CommandOutcome.NotSent(
            "it could not be recorded that it may be sent: the disk is full");

    assertThat(outcome).isCompletedWithValue(notSent);
    records.failWith("");
    assertThat(rig.command(RESET)).isCompletedWithValue(notSent);
    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void recordsThatDoNotAnswerEndNothingTooLate() {
    rig.records(records);
    rig.bringUp();
    records.hold();
    CompletableFuture<CommandOutcome> outcome =
        rig.command(new Command("reset", "", Duration.ofSeconds(3), false).withId("r1"));
    rig.passSeconds(3);

    assertThat(outcome)
        .isCompletedWithValue(
            new CommandOutcome.Unknown("its time was over" + KnownCommands.NOT_LOOKED_UP));
    records.release();
    rig.run();
    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void whatWasDoneIsNotCalledNotSentBecauseTheRecordsAreSlow() {
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    rig.receive("!answer done");
    ConnectionRig next = nextProcess();
    found.hold();
    CompletableFuture<CommandOutcome> late =
        next.command(new Command("reset", "", Duration.ofSeconds(3), false).withId("r1"));
    next.passSeconds(3);
    found.release();
    next.run();

    assertThat(late).isCompletedWithValueMatching(CommandOutcome.Unknown.class::isInstance);
    assertThat(next.command(RESET)).isCompletedWithValue(new CommandOutcome.Answered("done"));
    end(next);
  }

  @Test
  void whatMayHaveLeftIsNotCalledNotSentBecauseTheConnectionStops() {
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    ConnectionRig next = nextProcess();
    found.hold();
    CompletableFuture<CommandOutcome> given = next.command(RESET);

    end(next);
    found.release();
    next.run();

    assertThat(given).isCompletedWithValueMatching(CommandOutcome.Unknown.class::isInstance);
    assertThat(next.command(RESET))
        .isCompletedWithValueMatching(CommandOutcome.Unknown.class::isInstance);
  }

  @Test
  void whatWasDoneIsStillKnownOnceTheConnectionHasStopped() {
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    rig.receive("!answer done");
    ConnectionRig next = nextProcess();
    next.disconnect(Duration.ofSeconds(1));
    next.passSeconds(1);

    assertThat(next.command(RESET)).isCompletedWithValue(new CommandOutcome.Answered("done"));
    assertThat(next.command(new Command("reset", "", Duration.ofSeconds(3), false).withId("r2")))
        .isCompletedWithValue(new CommandOutcome.NotSent("the connection has stopped"));
    end(next);
  }

  @Test
  void afterACrashWhatWaitsToBeSentAgainMayHaveLeftAllTheSame() {
    Command read = new Command("read", "", Duration.ofSeconds(3), true).withId("r2");
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(read)).isNotNull();
    CommandOutcome unknown =
        new CommandOutcome.Unknown("its time was over before it was sent" + KnownCommands.EARLIER);

    ConnectionRig next = new ConnectionRig();
    found = records.afterCrash(next.loop());
    next.records(found);
    CompletableFuture<CommandOutcome> outcome = next.command(read);
    next.passSeconds(3);
    assertThat(outcome).isCompletedWithValue(unknown);
    assertThat(next.command(read)).as("also afterwards").isCompletedWithValue(unknown);
    end(next);

    ConnectionRig third = new ConnectionRig();
    third.records(found.afterCrash(third.loop()));
    assertThat(third.command(read)).as("also in the third life").isCompletedWithValue(unknown);
    end(third);
  }

  @Test
  void whatDoesNoHarmTwiceMayBeGivenOnceMoreAfterAStop() {
    Command read = new Command("read", "", Duration.ofSeconds(30), true).withId("r2");
    rig.records(records);
    rig.bringUp();
    assertThat(rig.command(read)).isNotNull();
    ConnectionRig next = nextProcess();
    next.disconnect(Duration.ofSeconds(1));
    next.passSeconds(1);
    assertThat(next.command(read))
        .isCompletedWithValue(
            new CommandOutcome.Unknown("the process ended before an answer came"));

    next.bringUp();
    CompletableFuture<CommandOutcome> outcome = next.command(read);
    next.receive("!answer 7");

    assertThat(outcome).isCompletedWithValue(new CommandOutcome.Answered("7"));
    end(next);
  }

  @Test
  void withoutRecordsWhatWasDoneIsStillKnownOnceTheConnectionHasStopped() {
    rig.bringUp();
    assertThat(rig.command(RESET)).isNotNull();
    rig.receive("!answer done");
    rig.disconnect(Duration.ofSeconds(1));
    rig.passSeconds(1);

    assertThat(rig.command(RESET)).isCompletedWithValue(new CommandOutcome.Answered("done"));
    assertThat(rig.command(RESET.withId("r3")))
        .isCompletedWithValue(new CommandOutcome.NotSent("the connection has stopped"));
  }

  @Test
  void aStopEndsWhatWaits() {
    rig.records(records);
    CompletableFuture<CommandOutcome> outcome = rig.command(RESET);

    rig.shutDown(Duration.ofSeconds(1));

    assertThat(outcome).isCompletedWithValueMatching(CommandOutcome.NotSent.class::isInstance);
  }

  private ConnectionRig nextProcess() {
    ConnectionRig next = new ConnectionRig();
    found = records.afterCrash(next.loop());
    next.records(found);
    next.bringUp();
    return next;
  }

  private static void end(ConnectionRig next) {
    next.shutDown(Duration.ofSeconds(1));
    next.passSeconds(1);
  }
}
