package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.CommandOutcome.Answered;
import dev.holdfast.application.port.in.CommandOutcome.NotSent;
import dev.holdfast.application.port.in.CommandOutcome.Refused;
import dev.holdfast.application.port.in.CommandOutcome.Unknown;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of commands: each ends exactly once, in exactly one way. */
final class CommandsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void aCommandIsAnswered() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "{\"sensor\":7}");
    assertThat(rig.link().wire()).containsExactly("text read {\"sensor\":7}");
    assertThat(outcome).isNotDone();

    rig.receive("!answer 21.5");

    assertThat(outcome).isCompletedWithValue(new Answered("21.5"));
    assertThat(rig.sink().contents()).as("an answer is no notification").isEmpty();
  }

  @Test
  void theGatewayMayRefuse() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "");
    rig.receive("!refuse E42 no such sensor");

    assertThat(outcome).isCompletedWithValue(new Refused("E42", "no such sensor"));
  }

  @Test
  void nothingIsSentBeforeTheLogin() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "");
    rig.accept();
    assertThat(rig.link().wire()).containsExactly("text log me in");

    rig.receive(ScriptedProtocol.ACCEPT, "!answer 1");

    assertThat(rig.link().wire()).containsExactly("text log me in", "text read");
    assertThat(outcome).as("an answer before the question is nobody's").isNotDone();
    rig.receive("!answer 2");
    assertThat(outcome).isCompletedWithValue(new Answered("2"));
  }

  @Test
  void oneAtATimeWhereAnswersComeInOrder() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> one = rig.command("one", "");
    CompletableFuture<CommandOutcome> two = rig.command("two", "");
    assertThat(rig.link().wire()).containsExactly("text one");

    rig.receive("!answer 1");
    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    rig.receive("!answer 2");

    assertThat(one).isCompletedWithValue(new Answered("1"));
    assertThat(two).isCompletedWithValue(new Answered("2"));
  }

  @Test
  void answersWithKeysComeInAnyOrderAndInStages() {
    rig.protocol(new ScriptedProtocol(false, List.of(), List.of(), 8));
    rig.bringUp();
    CompletableFuture<CommandOutcome> one = rig.command("key-one", "");
    CompletableFuture<CommandOutcome> two = rig.command("key-two", "");
    assertThat(rig.link().wire()).containsExactly("text #1 key-one", "text #2 key-two");

    rig.receive("!progress 1", "!answer-to 2 second", "!answer-to 1 first");

    assertThat(one).isCompletedWithValue(new Answered("first"));
    assertThat(two).isCompletedWithValue(new Answered("second"));
    assertThat(unmatched()).isZero();
  }

  @Test
  void answersThatNobodyWaitsForAreCountedAndSaidNowAndThen() {
    rig.bringUp();
    for (int i = 0; i < 12; i++) {
      rig.receive("!answer-to 9 x");
    }
    rig.receive("!progress 9", "!answer y");

    assertThat(unmatched()).isEqualTo(14);
    assertThat(rig.isUp()).isTrue();
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Answer number 1 that nobody waits for", "Answer number 10 that nobody waits for");
  }

  @Test
  void anErrorThatSaysNothingIsForTheOnlyCommandInFlight() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("key-one", "");
    rig.receive("!error what?");

    assertThat(outcome).isCompletedWithValue(new Refused("", "what?"));
  }

  @Test
  void aCommandWithoutAnswersIsDoneOnceItIsSent() {
    rig.bringUp();

    assertThat(rig.command("tell-them", "hello")).isCompletedWithValue(new Answered(""));
    assertThat(rig.link().wire()).containsExactly("text tell-them hello");
  }

  @Test
  void aCommandThatTheProtocolHasNoWordsForIsNotSent() {
    rig.bringUp();

    assertThat(rig.command("cannot-do", ""))
        .isCompletedWithValue(new NotSent("there are no words for cannot-do"));
    assertThat(rig.link().wire()).isEmpty();
  }

  // --- time ---

  @Test
  void withoutALinkItIsNotSentInTime() {
    rig.connect();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "");
    rig.passSeconds(29);
    assertThat(outcome).isNotDone();
    rig.passSeconds(1);

    assertThat(outcome).isCompletedWithValue(new NotSent("it could not be sent in time"));
  }

  @Test
  void withoutAnAnswerItsOutcomeIsUnknown() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("key-read", "");
    rig.passSeconds(30);

    assertThat(outcome).isCompletedWithValue(new Unknown("no answer in time"));
    assertThat(rig.isUp()).as("keys tell answers apart").isTrue();
  }

  @Test
  void aLateAnswerInOrderIsNotTakenForTheNextOne() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> late = rig.command("slow", "");
    rig.passSeconds(20);
    CompletableFuture<CommandOutcome> next = rig.command("next", "");
    rig.passSeconds(10);
    assertThat(late).isCompletedWithValue(new Unknown("no answer in time"));
    assertThat(rig.link().wire()).as("nothing is sent behind it").doesNotContain("text next");

    rig.receive("!answer of the slow one");
    assertThat(rig.link().wire()).contains("text next");
    rig.receive("!answer of the next one");

    assertThat(next).isCompletedWithValue(new Answered("of the next one"));
    assertThat(unmatched()).isEqualTo(1);
    rig.log().take(Level.WARN);
  }

  @Test
  void anOrderThatIsLostIsRestoredByANewLink() {
    rig.bringUp();
    rig.give("slow");
    rig.passSeconds(25);
    rig.receive("any frame is life");
    rig.passSeconds(25);
    rig.receive("any frame is life");
    rig.passSeconds(5);
    CompletableFuture<CommandOutcome> next = rig.command("next", "");
    rig.passSeconds(5);

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(rig.connection().status().lastTransition().orElseThrow().cause().kind())
        .isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text next");
    rig.receive("!answer 2");
    assertThat(next).isCompletedWithValue(new Answered("2"));
  }

  // --- the link ---

  @Test
  void aLostLinkMakesItsOutcomeUnknownAndItIsNotSentAgain() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("open the gate", "");
    rig.lose();

    assertThat(outcome)
        .isCompletedWithValue(new Unknown("the link was lost before an answer came"));
    rig.bringUp();
    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void theSessionProtocolMayKnowThatACommandIsIdempotent() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> read = rig.command("safe-read", "");
    rig.lose();
    assertThat(read).isNotDone();
    rig.bringUp();
    rig.receive("!answer 21.5");

    assertThat(read).isCompletedWithValue(new CommandOutcome.Answered("21.5"));
  }

  @Test
  void anIdempotentCommandIsSentAgainAheadOfThoseBehindIt() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> read = rig.command(idempotent("read"));
    rig.give("next");
    rig.lose();
    assertThat(read).isNotDone();
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text read");
    rig.receive("!answer 7");

    assertThat(read).isCompletedWithValue(new Answered("7"));
    assertThat(rig.link().wire()).containsExactly("text read", "text next");
  }

  @Test
  void commandsGoAheadOfTheOutboxAndWaitForALinkThatIsFull() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("message");
    rig.give("read");
    assertThat(rig.link().wire()).isEmpty();

    rig.link().becomeWritable();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text read", "text message");
  }

  // --- the end ---

  @Test
  void aShutdownLetsAnswersComeForHalfOfItsTime() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "");
    rig.shutDown(Duration.ofSeconds(2));
    rig.pass(Duration.ofMillis(900));
    assertThat(rig.isUp()).isTrue();

    rig.receive("!answer 7");

    assertThat(outcome).isCompletedWithValue(new Answered("7"));
    assertThat(rig.link().wire()).last().asString().startsWith("close 1000");
  }

  @Test
  void aShutdownEndsWhatIsNotAnsweredAndWhatNeverLeft() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> sent = rig.command("read", "");
    CompletableFuture<CommandOutcome> waits = rig.command("next", "");
    rig.shutDown(Duration.ofSeconds(2));
    rig.passSeconds(2);

    assertThat(sent).isCompletedWithValue(new Unknown("the link was lost before an answer came"));
    assertThat(waits)
        .isCompletedWithValue(new NotSent("the connection stopped before it was sent"));
  }

  @Test
  void afterAStopNothingIsAccepted() {
    rig.bringUp();
    rig.disconnect(Duration.ofSeconds(1));

    assertThat(rig.command("read", ""))
        .isCompletedWithValue(new NotSent("the connection has stopped"));
  }

  @Test
  void aStopByTheGatewayEndsThemToo() {
    rig.bringUp();
    CompletableFuture<CommandOutcome> outcome = rig.command("read", "");
    rig.give("next");
    rig.link().closeByGateway(1008, "no");
    rig.run();

    assertThat(outcome).isCompleted();
    assertThat(rig.connection().command(idempotent("more")).toCompletableFuture()).isCompleted();
  }

  // --- bounds ---

  @Test
  void noMoreThanAllowedMayBePending() {
    rig.dialogue(new DialogueSettings(2, Duration.ofSeconds(30), List.of(), List.of()));
    rig.bringUp();
    CompletableFuture<CommandOutcome> one = rig.command("one", "");
    rig.give("two");

    assertThat(rig.command("three", ""))
        .isCompletedWithValue(new NotSent("as many commands as allowed are pending"));
    rig.receive("!answer 1");
    assertThat(one).isDone();
    assertThat(rig.command("four", "")).isNotDone();
  }

  @Test
  void whoeverGetsAnOutcomeCannotHoldTheLoop() {
    rig.bringUp();
    CompletableFuture<String> thread = new CompletableFuture<>();
    CompletionStage<Void> told =
        rig.connection()
            .command(new Command("read", "", Duration.ofSeconds(1), false))
            .thenAccept(outcome -> thread.complete("told"));
    rig.loop().runPending();
    rig.link().text("!answer 1");
    rig.loop().runPending();
    assertThat(thread).as("told on the loop").isNotDone();

    rig.run();
    assertThat(thread).isCompletedWithValue("told");
    assertThat(told).isCompleted();
  }

  private static Command idempotent(String name) {
    return new Command(name, "", Duration.ofSeconds(30), true);
  }

  private long unmatched() {
    return rig.connection().status().traffic().unmatched();
  }
}
