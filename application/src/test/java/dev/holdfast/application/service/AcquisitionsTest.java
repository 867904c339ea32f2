package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.AcquisitionOutcome;
import dev.holdfast.application.port.in.AcquisitionOutcome.Acquired;
import dev.holdfast.application.port.in.AcquisitionOutcome.NoData;
import dev.holdfast.application.port.in.AcquisitionOutcome.NotStarted;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.ConnectionStatus.Runs;
import dev.holdfast.application.port.out.Recurrence;
import dev.holdfast.application.testing.ConnectionRig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readings that must be asked for: a command, a beginning, data; under one deadline. */
final class AcquisitionsTest {

  private static final Acquisition TAKE =
      new Acquisition("take", "7", "started", "reading", "7", Duration.ofSeconds(60));

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void theDataIsTheOutcomeAndGoesToTheSinkToo() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    assertThat(rig.link().wire()).containsExactly("text take 7");
    rig.receive("!answer ok", "!event started 7 a go", "!event reading 8 b other");
    assertThat(outcome).isNotDone();

    rig.receive("!event reading 7 c 1,2,3");

    assertThat(outcome).isCompletedWithValue(new Acquired("1,2,3"));
    assertThat(rig.sink().contents()).containsExactly("go", "other", "1,2,3");
  }

  @Test
  void aFailureThatTheGatewayTellsEndsItAtOnce() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.receive("!answer ok", "!failure started 8");
    assertThat(outcome).as("another sensor's").isNotDone();
    rig.receive("!failure started 7");

    assertThat(outcome).isCompletedWithValue(new NoData("the gateway said that it failed"));
    assertThat(rig.sink().contents()).containsExactly("!failure started 8", "!failure started 7");
  }

  @Test
  void aFailureMayOvertakeTheAnswerToo() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.receive("!failure reading 7", "!answer ok");

    assertThat(outcome).isCompletedWithValue(new NoData("the gateway said that it failed"));
    assertThat(rig.connection().status().traffic().unmatched()).isZero();
  }

  @Test
  void dataMayOvertakeTheAnswer() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.receive("!event reading 7 a 1,2,3", "!answer ok");

    assertThat(outcome).isCompletedWithValue(new Acquired("1,2,3"));
    assertThat(rig.connection().status().traffic().unmatched()).isZero();
  }

  @Test
  void dataThatComesBeforeItWasAskedForIsForSomebodyElse() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> one = rig.acquire(TAKE);
    CompletableFuture<AcquisitionOutcome> two = rig.acquire(TAKE);
    assertThat(rig.link().wire()).as("one at a time").containsExactly("text take 7");

    rig.receive("!event reading 7 a first", "!event started 7 b go", "!event reading 7 c too many");

    assertThat(one).isCompletedWithValue(new Acquired("first"));
    assertThat(two).isNotDone();
    rig.receive("!answer ok", "!answer ok", "!event reading 7 d second");
    assertThat(two).isCompletedWithValue(new Acquired("second"));
  }

  @Test
  void twoOfTheSameGetOneReadingEach() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> one = rig.acquire(TAKE);
    CompletableFuture<AcquisitionOutcome> two = rig.acquire(TAKE);
    rig.receive("!answer ok", "!answer ok", "!event reading 7 a first");
    assertThat(two).isNotDone();
    rig.receive("!event reading 7 b second");

    assertThat(one).isCompletedWithValue(new Acquired("first"));
    assertThat(two).isCompletedWithValue(new Acquired("second"));
  }

  @Test
  void aRefusedCommandIsTheEnd() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.receive("!refuse E1 asleep");

    assertThat(outcome)
        .isCompletedWithValue(new NotStarted(new CommandOutcome.Refused("E1", "asleep")));
  }

  @Test
  void oneDeadlineForTheWhole() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> silent = rig.acquire(TAKE);
    rig.receive("!answer ok");
    rig.passSeconds(20);
    CompletableFuture<AcquisitionOutcome> begun = rig.acquire(TAKE);
    rig.receive("!answer ok");
    rig.passSeconds(20);
    rig.receive("stay alive");
    rig.passSeconds(20);
    assertThat(silent)
        .isCompletedWithValue(new NoData("no data in time; the gateway had accepted the command"));

    rig.receive("!event started 7 a go");
    rig.passSeconds(20);
    assertThat(begun)
        .isCompletedWithValue(new NoData("no data in time; the gateway said that it had begun"));
  }

  @Test
  void withTheLinkAReadingInProgressIsLost() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> asked = rig.acquire(TAKE);
    rig.lose();
    assertThat(asked)
        .isCompletedWithValue(
            new NotStarted(new CommandOutcome.Unknown("the link was lost before an answer came")));

    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> begun = rig.acquire(TAKE);
    rig.receive("!answer ok");
    rig.lose();
    assertThat(begun)
        .isCompletedWithValue(
            new NoData("the link was lost; the gateway had accepted the command"));
  }

  @Test
  void oneThatNeverLeftIsNotStartedAlsoWhenTheOrderIsLostAtThatMoment() {
    rig.bringUp();
    rig.give("mute");
    rig.passSeconds(15);
    rig.receive("stay alive");
    rig.passSeconds(15);
    rig.receive("stay alive");
    CompletableFuture<AcquisitionOutcome> outcome =
        rig.acquire(new Acquisition("take", "7", "", "reading", "", Duration.ofSeconds(30)));
    rig.passSeconds(15);
    rig.receive("stay alive");
    rig.passSeconds(15);

    assertThat(rig.isUp()).as("the order was lost").isFalse();
    assertThat(outcome)
        .isCompletedWithValue(
            new NotStarted(new CommandOutcome.NotSent("it could not be sent in time")));
  }

  @Test
  void oneThatWasAskedForWithoutALinkWaitsForIt() {
    rig.connect();
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.lose();
    rig.bringUp();
    rig.receive("!answer ok", "!event reading 7 a 5");

    assertThat(outcome).isCompletedWithValue(new Acquired("5"));
  }

  @Test
  void aStopEndsThem() {
    rig.bringUp();
    CompletableFuture<AcquisitionOutcome> begun = rig.acquire(TAKE);
    rig.receive("!answer ok");
    CompletableFuture<AcquisitionOutcome> asked = rig.acquire(TAKE);
    rig.shutDown(Duration.ofSeconds(1));
    rig.passSeconds(1);

    assertThat(begun).isCompleted();
    assertThat(asked).isCompleted();
    assertThat(rig.acquire(TAKE))
        .isCompletedWithValue(
            new NotStarted(new CommandOutcome.NotSent("the connection has stopped")));
  }

  // --- on schedule ---

  @Test
  void everyMinuteByTheWallClock() {
    schedule(Duration.ofMinutes(1));
    rig.bringUp();
    assertThat(rig.link().wire()).isEmpty();
    long untilDue = 60_000 - rig.wallMillis() % 60_000;
    rig.pass(Duration.ofMillis(untilDue - 1));
    assertThat(taken()).isZero();
    rig.pass(Duration.ofMillis(1));
    assertThat(taken()).isEqualTo(1);

    rig.receive("!answer ok", "!event reading 7 a 1");
    for (int i = 0; i < 4; i++) {
      rig.passSeconds(15);
      rig.receive("stay alive");
    }
    assertThat(taken()).isEqualTo(2);
  }

  @Test
  void aRunThatFindsTheOneBeforeUnfinishedIsMissedAndNotMadeUpFor() {
    schedule(Duration.ofSeconds(10));
    rig.bringUp();
    rig.passSeconds(10);
    rig.receive("!answer ok");
    rig.passSeconds(20);
    rig.receive("stay alive");
    rig.passSeconds(1);

    assertThat(taken()).isEqualTo(1);
    assertThat(missed()).isEqualTo(2);
    rig.receive("!event reading 7 a 1");
    assertThat(taken()).as("not at once").isEqualTo(1);
    rig.passSeconds(10);
    assertThat(taken()).isEqualTo(2);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Acquisition vibration missed, number 1: the one before is not over");
  }

  @Test
  void runsWhileTheConnectionIsDownAreMissed() {
    schedule(Duration.ofSeconds(10));
    rig.connect();
    rig.passSeconds(9);
    rig.lose();
    rig.passSeconds(20);

    assertThat(missed()).isBetween(2L, 3L);
    assertThat(rig.log().take(Level.WARN))
        .first()
        .asString()
        .isEqualTo("Acquisition vibration missed, number 1: the connection is down");
  }

  @Test
  void aClockThatIsSetBackDelaysNoRunByMoreThanItsPeriod() {
    schedule(Duration.ofMinutes(10));
    rig.bringUp();
    rig.stepWallClock(Duration.ofDays(-1));
    for (int i = 0; i < 44 && taken() == 0; i++) {
      rig.passSeconds(15);
      rig.receive("stay alive");
    }

    assertThat(taken()).as("within eleven minutes").isEqualTo(1);
  }

  @Test
  void aFailingRunIsSaidOnceAndItsRecoveryToo() {
    schedule(Duration.ofSeconds(10));
    rig.bringUp();
    for (int i = 0; i < 3; i++) {
      rig.passSeconds(10);
      rig.receive("!refuse E1 asleep");
    }
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Acquisition vibration failed, number 1 in a row: the command was not"
                + " successful, refused: E1 asleep");
    assertThat(rig.connection().status().runs()).isEqualTo(new Runs(0, 3, 0));
    rig.passSeconds(10);
    rig.receive("!answer ok", "!event reading 7 a 1");

    assertThat(rig.connection().status().runs()).isEqualTo(new Runs(1, 3, 0));
    assertThat(rig.log().take(Level.INFO)).contains("Acquisition vibration succeeds again");
  }

  @Test
  void wantedAgainWhileClosingItGoesOn() {
    schedule(Duration.ofSeconds(10));
    rig.bringUp();
    rig.connection().disconnect(Duration.ofSeconds(1));
    rig.connection().connect();
    rig.run();
    rig.link().closeByGateway(1000, "");
    rig.run();
    rig.accept();
    rig.passSeconds(10);

    assertThat(taken()).isEqualTo(1);
    CompletableFuture<AcquisitionOutcome> outcome = rig.acquire(TAKE);
    rig.receive("!answer ok", "!event reading 7 a 1", "!answer ok", "!event reading 7 b 2");
    assertThat(outcome).isCompletedWithValue(new Acquired("2"));
  }

  private void schedule(Duration period) {
    rig.dialogue(
        new DialogueSettings(
            10,
            Duration.ofSeconds(30),
            List.of(),
            List.of(
                new ScheduledAcquisition(
                    "vibration", TAKE, Recurrence.every(period.toMillis(), 0)))));
  }

  private long taken() {
    return rig.link().wire().stream().filter("text take 7"::equals).count();
  }

  private long missed() {
    return rig.connection().status().runs().missed();
  }
}
