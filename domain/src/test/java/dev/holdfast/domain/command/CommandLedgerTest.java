package dev.holdfast.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which command goes out, whose an answer is, and how each ends. */
final class CommandLedgerTest {

  /** Close to where the clock overflows, which must make no difference. */
  private static final long T0 = Long.valueOf(Long.MAX_VALUE - 50);

  private static final long TIMEOUT = 100;

  private final List<String> ended = new ArrayList<>();
  private final CommandEnds ends = (id, end) -> ended.add(id + " " + end);
  private CommandLedger ledger = new CommandLedger(new CommandLimits(1, 10), T0);

  // --- whether there is room on the link ---

  @Test
  void isFreeAsLongAsWhatIsAcceptedGoesOutAtOnce() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    assertThat(ledger.isFree()).isTrue();

    long one = accept("one");
    assertThat(ledger.isFree()).as("with one that waits").isFalse();
    ledger.next();
    ledger.sentInOrder(one);
    assertThat(ledger.isFree()).as("with one of two in flight").isTrue();
    long two = sendInOrder("two");
    assertThat(ledger.isFree()).as("with two of two in flight").isFalse();

    ledger.answeredInOrder("");
    assertThat(ledger.isFree()).as("with an answer").isTrue();
    ledger.accept(new CommandWish("subscribe", TIMEOUT, false, true), T0);
    assertThat(ledger.isFree()).as("with one that goes first").isFalse();
    assertThat(two).isPositive();
  }

  @Test
  void isNotFreeWhileALateAnswerIsAwaited() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    sendInOrder("one");
    ledger.deadlineReached(T0 + TIMEOUT, ends);

    assertThat(ledger.isFree()).isFalse();
    ledger.answeredInOrder("");
    assertThat(ledger.isFree()).isTrue();
  }

  // --- answers in order ---

  @Test
  void oneAtATimeInTheOrderOfAcceptance() {
    long one = accept("one");
    long two = accept("two");

    assertThat(ledger.next()).isEqualTo(one);
    ledger.sentInOrder(one);
    assertThat(ledger.next()).isEqualTo(CommandLedger.NONE);

    assertThat(ledger.answeredInOrder("")).isEqualTo(one);
    assertThat(ledger.next()).isEqualTo(two);
    assertThat(ledger.pending()).isEqualTo(1);
  }

  @Test
  void whatReestablishesASessionGoesFirst() {
    accept("one");
    long subscription = ledger.accept(new CommandWish("subscribe", TIMEOUT, false, true), T0);

    assertThat(ledger.next()).isEqualTo(subscription);
  }

  @Test
  void whatWasToReestablishASessionEndsWithItsLink() {
    long waiting = accept("one");
    long subscription = ledger.accept(new CommandWish("subscribe", TIMEOUT, false, true), T0);
    ledger.linkLost(ends);

    assertThat(ended).containsExactly(subscription + " " + CommandEnd.NOT_SENT_LINK_LOST);
    assertThat(ledger.next()).isEqualTo(waiting);
    assertThat(ledger.pending()).isEqualTo(1);
  }

  @Test
  void anAnswerThatNamesAnotherCommandIsNobodys() {
    long one = sendInOrder("one");

    assertThat(ledger.answeredInOrder("two")).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answeredInOrder("one")).isEqualTo(one);
  }

  @Test
  void anAnswerThatNobodyWaitsForIsNobodys() {
    assertThat(ledger.answeredInOrder("")).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answered("7")).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answeredOnly()).isEqualTo(CommandLedger.NONE);
  }

  @Test
  void afterATimeoutNothingIsSentUntilTheLateAnswerWasSwallowed() {
    long one = sendInOrder("one");
    long two = accept("two", T0 + 90);

    assertThat(ledger.nextDeadlineNanos()).isEqualTo(T0 + TIMEOUT);
    assertThat(ledger.deadlineReached(T0 + TIMEOUT, ends)).isFalse();
    assertThat(ended).containsExactly(one + " UNKNOWN_NO_ANSWER");
    assertThat(ledger.next()).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.inFlight()).isEqualTo(1);

    assertThat(ledger.answeredInOrder("")).as("the late answer").isEqualTo(CommandLedger.NONE);
    assertThat(ledger.next()).isEqualTo(two);
    ledger.sentInOrder(two);
    assertThat(ledger.answeredInOrder("")).isEqualTo(two);
    assertThat(ledger.hasDeadline()).isFalse();
  }

  @Test
  void withoutTheLateAnswerTheOrderIsLostAfterTheSameTimeAgain() {
    sendInOrder("one");
    ledger.deadlineReached(T0 + TIMEOUT, ends);

    assertThat(ledger.nextDeadlineNanos()).isEqualTo(T0 + 2 * TIMEOUT);
    assertThat(ledger.deadlineReached(T0 + 2 * TIMEOUT - 1, ends)).isFalse();
    assertThat(ledger.deadlineReached(T0 + 2 * TIMEOUT, ends)).isTrue();

    ledger.linkLost(ends);
    long two = accept("two", T0 + 2 * TIMEOUT);
    assertThat(ledger.hasDeadline()).isTrue();
    assertThat(ledger.next()).as("a new link has a new order").isEqualTo(two);
    assertThat(ended).as("ended once").hasSize(1);
  }

  @Test
  void nothingIsSentBehindAnAnswerThatMayBeLateEvenIfThereIsRoom() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    sendInOrder("one");
    ledger.deadlineReached(T0 + TIMEOUT, ends);
    long two = accept("two", T0 + TIMEOUT);

    assertThat(ledger.next()).isEqualTo(CommandLedger.NONE);
    ledger.answeredInOrder("");
    assertThat(ledger.next()).isEqualTo(two);
  }

  @Test
  void whoeverHasTheLeastTimeIsDueFirst() {
    accept("one");
    long hurried = ledger.accept(new CommandWish("hurried", TIMEOUT - 1, false, false), T0);

    assertThat(ledger.nextDeadlineNanos()).isEqualTo(T0 + TIMEOUT - 1);
    ledger.deadlineReached(T0 + TIMEOUT - 1, ends);
    assertThat(ended).containsExactly(hurried + " NOT_SENT_IN_TIME");
  }

  // --- answers with a key ---

  @Test
  void answersWithAKeyComeInAnyOrder() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long one = sendWithKey("one", "k1");
    long two = sendWithKey("two", "k2");
    accept("three");
    assertThat(ledger.next()).as("two are as many as allowed").isEqualTo(CommandLedger.NONE);

    assertThat(ledger.waitsFor("k2")).isTrue();
    assertThat(ledger.answered("k2")).isEqualTo(two);
    assertThat(ledger.waitsFor("k2")).isFalse();
    assertThat(ledger.answered("k2")).as("twice").isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answered("k1")).isEqualTo(one);
  }

  @Test
  void aLateAnswerWithAKeyKeepsNobodyWaiting() {
    long one = sendWithKey("one", "k1");
    long two = accept("two");
    ledger.deadlineReached(T0 + TIMEOUT - 1, ends);
    assertThat(ended).isEmpty();
    accept("three", T0 + 50);
    ledger.deadlineReached(T0 + TIMEOUT, ends);

    assertThat(ended).containsExactly(one + " UNKNOWN_NO_ANSWER", two + " NOT_SENT_IN_TIME");
    assertThat(ledger.next()).isEqualTo(3);
    assertThat(ledger.answered("k1")).isEqualTo(CommandLedger.NONE);
  }

  @Test
  void theSameKeyTwiceInFlightCannotBeToldApart() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long one = sendWithKey("one", "k");
    long two = accept("two");
    assertThat(ledger.next()).isEqualTo(two);

    assertThat(ledger.sentWithKey(two, "k")).isFalse();

    assertThat(ledger.answered("k")).isEqualTo(one);
    assertThat(ledger.pending()).isZero();
    assertThat(ledger.hasDeadline()).isFalse();
  }

  @Test
  void whenTheOrderIsLostTheTimeOfOthersMayBeOverToo() {
    long one = sendInOrder("one");
    long two = accept("two", T0 + TIMEOUT);
    ledger.deadlineReached(T0 + TIMEOUT, ends);

    assertThat(ledger.deadlineReached(T0 + 2 * TIMEOUT, ends)).isTrue();

    assertThat(ended)
        .containsExactly(
            one + " " + CommandEnd.UNKNOWN_NO_ANSWER, two + " " + CommandEnd.NOT_SENT_IN_TIME);
    assertThat(ledger.hasDeadline()).isFalse();
    assertThat(ledger.next()).as("nothing more on this link").isEqualTo(CommandLedger.NONE);
  }

  @Test
  void anErrorThatSaysNothingMayBeForTheOneWhoseTimeWasOver() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    sendWithKey("one", "1");
    ledger.deadlineReached(T0 + TIMEOUT, ends);
    accept("two", T0 + TIMEOUT);
    long two = nextWithKey("2");

    assertThat(ledger.answeredOnly()).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answered("1")).as("the late answer").isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answeredOnly()).as("nobody else is left").isEqualTo(two);
  }

  @Test
  void anAnswerWithAKeyThatWasSentAgainLeavesOneThatMayBeLate() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    for (int i = 0; i < 2; i++) {
      long asked = accept("one");
      ledger.next();
      ledger.sentWithKey(asked, "k");
      ledger.deadlineReached(T0 + TIMEOUT, ends);
    }
    long again = accept("one");
    ledger.next();
    ledger.sentWithKey(again, "k");
    long other = accept("two");
    ledger.next();
    ledger.sentWithKey(other, "other");

    assertThat(ledger.answered("k")).isEqualTo(again);
    assertThat(ledger.answeredOnly()).as("with two late answers").isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answered("k")).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answeredOnly()).as("with one late answer").isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answered("k")).isEqualTo(CommandLedger.NONE);
    assertThat(ledger.answeredOnly()).as("with none").isEqualTo(other);
  }

  @Test
  void whoeverWasNeverSentHasNoLateAnswer() {
    accept("one");
    ledger.deadlineReached(T0 + TIMEOUT, ends);
    accept("two", T0 + TIMEOUT);
    long two = nextWithKey("2");

    assertThat(ledger.answeredOnly()).isEqualTo(two);
  }

  @ParameterizedTest
  @CsvSource({"999, true", "1000, false", "1001, false"})
  void withTooManyLateAnswersNobodyIsMeantByAnErrorThatSaysNothing(int late, boolean meant) {
    ledger = new CommandLedger(new CommandLimits(2_000, 2_000), T0);
    for (int i = 0; i < late; i++) {
      sendWithKey("late", "k" + i);
    }
    ledger.deadlineReached(T0 + TIMEOUT, ends);
    for (int i = 0; i < late; i++) {
      ledger.answered("k" + i);
    }
    accept("one", T0 + TIMEOUT);
    long one = nextWithKey("1");

    assertThat(ledger.answeredOnly()).isEqualTo(meant ? one : CommandLedger.NONE);
  }

  @Test
  void onANewLinkNobodyFromTheOldOneIsMeant() {
    sendWithKey("one", "1");
    ledger.deadlineReached(T0 + TIMEOUT, ends);
    ledger.linkLost(ends);
    accept("two", T0 + TIMEOUT);
    long two = nextWithKey("2");

    assertThat(ledger.answeredOnly()).isEqualTo(two);
  }

  @Test
  void anErrorThatSaysNothingIsForTheOnlyOneInFlight() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long one = sendWithKey("one", "k1");
    assertThat(ledger.answeredOnly()).isEqualTo(one);

    sendWithKey("two", "k2");
    sendWithKey("three", "k3");
    assertThat(ledger.answeredOnly()).isEqualTo(CommandLedger.NONE);

    ledger = new CommandLedger(new CommandLimits(1, 10), T0);
    long four = sendInOrder("four");
    assertThat(ledger.answeredOnly()).isEqualTo(four);
  }

  // --- the link ---

  @Test
  void aLostLinkMakesWhatWasSentUnknownAndSendsTheIdempotentAgain() {
    ledger = new CommandLedger(new CommandLimits(4, 10), T0);
    long first = sendIdempotent("first", "k1");
    long once = sendWithKey("once", "k2");
    long second = sendIdempotent("second", "k3");
    long waiting = accept("waiting");

    ledger.linkLost(ends);

    assertThat(ended).containsExactly(once + " UNKNOWN_LINK_LOST");
    assertThat(ledger.inFlight()).isZero();
    assertThat(ledger.answered("k1")).as("of the old link").isEqualTo(CommandLedger.NONE);
    assertThat(List.of(nextWithKey("n1"), nextWithKey("n2"), nextWithKey("n3")))
        .containsExactly(first, second, waiting);
  }

  @Test
  void aLostLinkDoesTheSameToWhatIsAnsweredInOrder() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long again = ledger.accept(new CommandWish("again", TIMEOUT, true, false), T0);
    ledger.sentInOrder(ledger.next());
    long once = sendInOrder("once");

    ledger.linkLost(ends);

    assertThat(ended).containsExactly(once + " UNKNOWN_LINK_LOST");
    assertThat(ledger.next()).isEqualTo(again);
  }

  @Test
  void theOldOrderIsThatOfAcceptance() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long one = ledger.accept(new CommandWish("one", TIMEOUT, true, false), T0);
    ledger.sentInOrder(ledger.next());
    long two = sendIdempotent("two", "k");

    ledger.linkLost(ends);

    assertThat(List.of(ledger.next(), ledger.next())).containsExactly(one, two);
  }

  @Test
  void theIdempotentOutlivesManyLinks() {
    long one = sendIdempotent("one", "k");
    ledger.linkLost(ends);
    ledger.linkLost(ends);

    assertThat(ended).isEmpty();
    assertThat(ledger.next()).isEqualTo(one);
  }

  @Test
  void whatReestablishesASessionIsUnknownOnceItWasSent() {
    accept("waiting");
    long first = ledger.accept(new CommandWish("subscribe", TIMEOUT, true, true), T0);
    assertThat(nextWithKey("k")).isEqualTo(first);
    ledger.linkLost(ends);
    assertThat(ended).as("it is idempotent").isEmpty();

    ledger.linkLost(ends);

    assertThat(ended).containsExactly(first + " UNKNOWN_LINK_LOST");
  }

  @Test
  void whatWasSentOnceIsUnknownEvenIfItCouldNotBeSentAgainInTime() {
    long one = sendIdempotent("one", "k");
    ledger.linkLost(ends);

    ledger.deadlineReached(T0 + TIMEOUT, ends);

    assertThat(ended).containsExactly(one + " UNKNOWN_NO_ANSWER");
    assertThat(ledger.next()).isEqualTo(CommandLedger.NONE);
  }

  @Test
  void aStopEndsEverything() {
    ledger = new CommandLedger(new CommandLimits(2, 10), T0);
    long sent = sendInOrder("sent");
    long again = sendIdempotent("again", "k");
    long waiting = accept("waiting");
    long first = ledger.accept(new CommandWish("subscribe", TIMEOUT, false, true), T0);

    ledger.stopped(ends);

    assertThat(ended)
        .containsExactly(
            sent + " UNKNOWN_STOPPED",
            again + " UNKNOWN_STOPPED",
            waiting + " NOT_SENT_STOPPED",
            first + " NOT_SENT_STOPPED");
    assertThat(ledger.pending()).isZero();
    assertThat(ledger.inFlight()).isZero();
    assertThat(ledger.hasDeadline()).isFalse();
    assertThat(ledger.next()).isEqualTo(CommandLedger.NONE);
  }

  @Test
  void afterAStopWhatWasSentBeforeALostLinkIsUnknown() {
    long again = sendIdempotent("again", "k");
    ledger.linkLost(ends);

    ledger.stopped(ends);

    assertThat(ended).containsExactly(again + " UNKNOWN_STOPPED");
  }

  private long accept(String name) {
    return accept(name, T0);
  }

  private long accept(String name, long now) {
    return ledger.accept(new CommandWish(name, TIMEOUT, false, false), now);
  }

  private long sendInOrder(String name) {
    long id = accept(name);
    assertThat(ledger.next()).isEqualTo(id);
    ledger.sentInOrder(id);
    return id;
  }

  private long sendWithKey(String name, String key) {
    long id = accept(name);
    assertThat(nextWithKey(key)).isEqualTo(id);
    return id;
  }

  private long sendIdempotent(String name, String key) {
    long id = ledger.accept(new CommandWish(name, TIMEOUT, true, false), T0);
    assertThat(nextWithKey(key)).isEqualTo(id);
    return id;
  }

  private long nextWithKey(String key) {
    long id = ledger.next();
    assertThat(ledger.sentWithKey(id, key)).isTrue();
    return id;
  }
}
