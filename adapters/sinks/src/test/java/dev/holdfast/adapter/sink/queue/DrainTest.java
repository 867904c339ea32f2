package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bundling, lingering and trying again, to the nanosecond. */
final class DrainTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final long LINGER_NANOS = LINGER.toNanos();

  private final ScriptedTarget target = new ScriptedTarget();
  private final Losses losses = new Losses("test");
  private QueueOptions options =
      QueueOptions.defaults()
          .withMaxMessages(8)
          .withBatches(3, 1_000, LINGER)
          .withBackoff(new Backoff(Jitter.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(10)));
  private BoundedQueue queue = new BoundedQueue(options, losses);
  private Drain drain = newDrain();
  private long now = 5 * SECOND;

  @Test
  void hasNothingToDoUntilAMessageComes() throws InterruptedException {
    open();

    assertThat(step()).isEqualTo(Target.NEVER);
    assertThat(drain.wake()).isEqualTo(Wake.AT_ONCE);
    assertThat(queue.reaches(drain.wake())).isFalse();
    put("a");
    assertThat(queue.reaches(drain.wake())).isTrue();
  }

  @Test
  void aBatchThatIsNotFullWaitsForMoreFromItsFirstMessage() throws InterruptedException {
    open();
    put("a");
    assertThat(step()).isEqualTo(LINGER_NANOS);
    now += LINGER_NANOS - 1;
    put("b");
    assertThat(step()).isEqualTo(1);
    assertThat(target.batches).isEmpty();

    now += 1;

    assertThat(step()).isZero();
    assertThat(target.texts()).containsExactly(List.of("a", "b"));
    assertThat(queue.messages()).isZero();
  }

  @Test
  void aFullBatchGoesAtOnceAndWakesWhoLingers() throws InterruptedException {
    open();
    put("a");
    assertThat(step()).isPositive();
    put("b");
    assertThat(queue.reaches(drain.wake())).isFalse();
    put("c");
    assertThat(queue.reaches(drain.wake())).isTrue();
    put("d");

    assertThat(step()).isZero();
    assertThat(target.texts()).containsExactly(List.of("a", "b", "c"));
    assertThat(queue.messages()).isEqualTo(1);
  }

  @Test
  void theOldestMessageIsKnownUntilItIsWritten() throws InterruptedException {
    open();
    assertThat(drain.oldestMillis()).isZero();
    put("a", 1_000);
    put("b", 2_000);
    assertThat(drain.oldestMillis()).isEqualTo(1_000);
    assertThat(step()).isPositive();
    assertThat(drain.oldestMillis()).isEqualTo(1_000);
    put("c", 3_000);
    put("d", 4_000);
    assertThat(step()).isZero();

    assertThat(target.texts()).containsExactly(List.of("a", "b", "c"));
    assertThat(drain.oldestMillis()).isEqualTo(4_000);
  }

  @Test
  void aBatchIsFullByBytesAsWell() throws InterruptedException {
    open();
    put("x".repeat(999));
    put("y");
    put("z");

    assertThat(step()).isZero();
    assertThat(target.batches)
        .singleElement()
        .satisfies(batch -> assertThat(batch.size()).isEqualTo(2));
  }

  @Test
  void aFailedBatchComesAgainUnderItsNumberAfterThePause() throws InterruptedException {
    target.answer(
        batch -> {
          throw new IOException("no route");
        });
    target.answer(batch -> Outcome.again("still down"));
    open();
    putFullBatch();
    assertThat(step()).isZero();
    put("later");
    assertThat(step()).isEqualTo(SECOND);
    now += SECOND - 1;
    assertThat(step()).isEqualTo(1);
    assertThat(drain.wake()).isEqualTo(Wake.NEVER);
    assertThat(target.batches).hasSize(1);
    now += 1;
    assertThat(step()).isZero();
    now += SECOND;
    assertThat(step()).isZero();

    assertThat(target.texts())
        .containsExactly(List.of("a", "b", "c"), List.of("a", "b", "c"), List.of("a", "b", "c"));
    assertThat(target.batches).extracting(Batch::number).containsOnly(1L);
    assertThat(queue.messages()).as("the one that came later").isEqualTo(1);
    assertThat(losses.total()).isZero();
  }

  @Test
  void aTargetMayAskForALongerPause() throws InterruptedException {
    target.answer(batch -> Outcome.again(0, "HTTP 429", Duration.ofMinutes(2)));
    open();
    putFullBatch();
    step();

    assertThat(step()).isEqualTo(Duration.ofMinutes(2).toNanos());
  }

  @Test
  void thePauseGrowsWithFailuresInARowAndStartsOverAfterASuccess() throws InterruptedException {
    options =
        options.withBackoff(
            new Backoff(Jitter.PROPORTIONAL, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    drain = newDrain();
    for (int i = 0; i < 5; i++) {
      target.answer(batch -> Outcome.again("down"));
    }
    target.answer(batch -> Outcome.done(batch.size()));
    target.answer(batch -> Outcome.again("down"));
    open();
    putFullBatch();
    long pause = 0;
    for (int i = 0; i < 5; i++) {
      step();
      pause = step();
      now += pause;
    }
    assertThat(pause).isGreaterThan(4 * SECOND);
    step();
    putFullBatch();
    step();

    assertThat(step()).isBetween(SECOND / 2, 2 * SECOND);
  }

  @Test
  void onlyWhatIsNotFinishedComesAgain() throws InterruptedException {
    target.answer(batch -> Outcome.again(2, "the link broke", Duration.ZERO));
    open();
    putFullBatch();
    step();
    assertThat(queue.messages()).isEqualTo(1);
    now += SECOND;
    step();

    assertThat(target.texts()).containsExactly(List.of("a", "b", "c"), List.of("c"));
    assertThat(queue.messages()).isZero();
  }

  @Test
  void whatIsRefusedIsCountedAndTheNextBatchGoes() throws InterruptedException {
    target.answer(batch -> Outcome.refused(batch.size(), 2, "HTTP 400"));
    open();
    putFullBatch();
    step();
    putFullBatch();

    assertThat(step()).isZero();
    assertThat(losses.of(Loss.REFUSED)).isEqualTo(2);
    assertThat(target.batches).extracting(Batch::number).containsExactly(1L, 2L);
  }

  @Test
  void aTargetThatIsGoneEndsIt() throws InterruptedException {
    target.answer(batch -> Outcome.gone("broken pipe"));
    open();
    putFullBatch();

    assertThat(step()).isEqualTo(Drain.ENDED);
    assertThat(drain.isGone()).isTrue();
    assertThat(step()).isEqualTo(Drain.ENDED);
  }

  @Test
  void openingIsTriedAgainToo() throws InterruptedException {
    target.failingOpens = 2;
    putFullBatch();
    for (int i = 0; i < 2; i++) {
      assertThat(step()).isZero();
      assertThat(step()).isEqualTo(SECOND);
      now += SECOND;
    }
    step();
    step();

    assertThat(target.opens).isEqualTo(3);
    assertThat(target.batches).hasSize(1);
  }

  @Test
  void closingWritesWhatIsThereWithoutLingering() throws InterruptedException {
    open();
    put("a");
    step();

    assertThat(drain.step(now, true)).isZero();
    assertThat(drain.step(now, true)).isEqualTo(Drain.ENDED);
    assertThat(target.texts()).containsExactly(List.of("a"));
  }

  @Test
  void closingCutsOnePauseShort() throws InterruptedException {
    target.answer(batch -> Outcome.again("down")).answer(batch -> Outcome.again("down"));
    open();
    putFullBatch();
    step();
    assertThat(step()).isEqualTo(SECOND);

    assertThat(drain.step(now, true)).isZero();
    assertThat(target.batches).hasSize(2);
    assertThat(drain.step(now, true)).as("then it is patient again").isEqualTo(SECOND);
  }

  @Test
  void closingDoesNotOpenATargetForNothing() throws InterruptedException {
    assertThat(drain.step(now, true)).isEqualTo(Drain.ENDED);
    assertThat(target.opens).isZero();
  }

  @Test
  void upkeepIsDoneWhileNothingIsToBeWritten() throws InterruptedException {
    open();
    target.upkeepDue = 42;

    assertThat(step()).isEqualTo(42);
    assertThat(target.upkeeps).containsExactly(now);
  }

  private void open() throws InterruptedException {
    assertThat(step()).isZero();
  }

  private long step() throws InterruptedException {
    return drain.step(now, false);
  }

  private void putFullBatch() {
    put("a");
    put("b");
    put("c");
  }

  private void put(String text) {
    queue.offer(Texts.received(text));
  }

  private void put(String text, long atMillis) {
    queue.offer(new Received(Texts.text(text), atMillis));
  }

  private Drain newDrain() {
    queue = new BoundedQueue(options, losses);
    return new Drain("test", target, options, queue, losses, new SplittableRandom(1));
  }
}
