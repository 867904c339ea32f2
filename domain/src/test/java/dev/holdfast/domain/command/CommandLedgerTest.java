package dev.holdfast.domain.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command goes out, whose an answer is, and how each ends. */
final class CommandLedgerTest {

  /** Close to where the clock overflows, which must make no difference. */
  private static final long T0 = Long.valueOf(Long.MAX_VALUE - 50);

  private static final long TIMEOUT = 100;

  private final List<String> ended = new ArrayList<>();
  private final CommandEnds ends = (id, end) -> ended.add(id + " " + end);
  private CommandLedger ledger = new CommandLedger(new CommandLimits(1, 10), T0);

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

    ledger.stopped(ends);

    assertThat(ended)
        .containsExactly(
            sent + " UNKNOWN_STOPPED", again + " UNKNOWN_STOPPED", waiting + " NOT_SENT_STOPPED");
    assertThat(ledger.pending()).isZero();
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

  // --- bounds ---

  @Test
  void noMoreThanAllowedArePending() {
    ledger = new CommandLedger(new CommandLimits(1, 2), T0);
    accept("one");
    accept("two");

    assertThat(accept("three")).isEqualTo(CommandLedger.NONE);
    ledger.withdrawn(ledger.next());
    assertThat(accept("three")).isEqualTo(3);
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> new CommandLimits(0, 1)).hasMessageContaining("0, 1");
    assertThatThrownBy(() -> new CommandLimits(1, 0)).hasMessageContaining("1, 0");
    assertThatThrownBy(() -> new CommandWish("x", 0, false, false)).hasMessageContaining("0");
    assertThatThrownBy(() -> ledger.withdrawn(9)).hasMessageContaining("9");
  }

  // --- all together ---

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void inEveryStoryEveryCommandEndsExactlyOnce(int maxInFlight) {
    for (int seed = 0; seed < 300; seed++) {
      new Story(seed, maxInFlight).tell();
    }
  }

  /** A random story of one ledger, and what it must come to. */
  private static final class Story {

    private final SplittableRandom random;
    private final CommandLedger ledger;
    private final Map<Long, Boolean> open = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private long now = T0;
    private long ends;

    Story(int seed, int maxInFlight) {
      random = new SplittableRandom(seed);
      ledger = new CommandLedger(new CommandLimits(maxInFlight, 20), T0);
    }

    void tell() {
      long accepted = 0;
      for (int step = 0; step < 400; step++) {
        switch (random.nextInt(8)) {
          case 0, 1 -> {
            long id =
                ledger.accept(
                    new CommandWish(
                        "c", 1 + random.nextInt(60), random.nextBoolean(), random.nextInt(9) == 0),
                    now);
            if (id != CommandLedger.NONE) {
              accepted++;
              open.put(id, false);
            }
          }
          case 2, 3 -> send();
          case 4 -> end(ledger.answeredInOrder(""));
          case 5 ->
              end(keys.isEmpty() ? 0 : ledger.answered(keys.remove(random.nextInt(keys.size()))));
          case 6 -> {
            now += random.nextInt(20);
            if (ledger.deadlineReached(now, this::ended)) {
              ledger.linkLost(this::ended);
            }
          }
          default -> {
            if (random.nextInt(6) == 0) {
              ledger.linkLost(this::ended);
            }
          }
        }
        assertThat(ledger.pending()).isEqualTo(open.size());
      }
      ledger.stopped(this::ended);
      assertThat(open).isEmpty();
      assertThat(ends).isEqualTo(accepted);
      assertThat(ledger.hasDeadline()).isFalse();
    }

    private void send() {
      long id = ledger.next();
      if (id == CommandLedger.NONE) {
        return;
      }
      open.put(id, true);
      if (random.nextBoolean()) {
        ledger.sentInOrder(id);
      } else {
        String key = "k" + id + "/" + now;
        keys.add(key);
        if (!ledger.sentWithKey(id, key)) {
          end(id);
        }
      }
    }

    private void ended(long id, CommandEnd end) {
      assertThat(end.sent()).as("%s of %s", end, id).isEqualTo(open.get(id));
      end(id);
    }

    private void end(long id) {
      if (id != CommandLedger.NONE) {
        assertThat(open.remove(id)).as("an end of %s", id).isNotNull();
        ends++;
      }
    }
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
