package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is promised of every sink, whatever its target: the test of a target says how it fails, how
 * it recovers, and what has arrived.
 */
@Timeout(60)
public interface SinkContract {

  /** Longer than any machine needs; a wait that lasts so long has failed. */
  Duration PATIENCE = Duration.ofSeconds(30);

  /** A target that works. */
  Target working() throws Exception;

  /** A target that takes nothing until {@link #recover}. */
  Target failing() throws Exception;

  /** Lets the failing target take what comes. */
  void recover() throws Exception;

  /** The texts that arrived, in order; those that came twice are there twice. */
  List<String> arrived() throws Exception;

  /** A sink with short pauses. */
  static QueuedSink sink(Target target, QueueOptions options) {
    return new QueuedSink(
        "test",
        target,
        options.withBackoff(new Backoff(Jitter.FULL, Duration.ofMillis(5), Duration.ofMillis(20))),
        new QueuedSink.Surroundings(
            System::nanoTime, System::currentTimeMillis, new SplittableRandom(1), () -> {}));
  }

  @Test
  default void everythingArrivesInOrder() throws Exception {
    QueuedSink sink =
        sink(working(), QueueOptions.defaults().withBatches(7, 1 << 20, Duration.ZERO));
    List<String> texts = IntStream.range(0, 100).mapToObj(i -> "message " + i).toList();
    texts.forEach(text -> assertThat(sink.deliver(Texts.text(text), () -> {})).isTrue());
    sink.close(PATIENCE);

    assertThat(arrived()).containsExactlyElementsOf(texts);
    assertThat(sink.lost()).isZero();
    assertThat(sink.waiting()).isZero();
  }

  @Test
  default void aSingleMessageIsNotKeptBack() throws Exception {
    QueuedSink sink = sink(working(), QueueOptions.defaults());
    sink.deliver(Texts.text("alone"), () -> {});
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(arrived()).containsExactly("alone"));
    sink.close(PATIENCE);
  }

  @Test
  default void aFailingTargetStopsTheReadingAndLosesNothing() throws Exception {
    AtomicInteger told = new AtomicInteger();
    QueuedSink sink = sink(failing(), QueueOptions.defaults().withMaxMessages(20));
    int taken = 0;
    while (sink.deliver(Texts.text("m" + taken++), told::incrementAndGet)) {
      assertThat(taken).as("it is bounded").isLessThan(20);
    }
    assertThat(taken).isEqualTo(20);
    assertThat(told).hasValue(0);

    recover();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).hasValue(1));
    assertThat(sink.deliver(Texts.text("after"), told::incrementAndGet)).isTrue();
    sink.close(PATIENCE);

    assertThat(arrived().stream().distinct()).hasSize(21).endsWith("after");
    assertThat(told).hasValue(1);
    assertThat(sink.lost()).isZero();
  }

  @Test
  default void aFailingTargetThatMayLoseNeverStopsTheReading() throws Exception {
    QueuedSink sink =
        sink(
            failing(),
            QueueOptions.defaults().withMaxMessages(10).withWhenFull(WhenFull.DROP_NEWEST));
    for (int i = 0; i < 1_000; i++) {
      assertThat(sink.deliver(Texts.text("m" + i), () -> {})).isTrue();
    }
    assertThat(sink.lost(Loss.FULL)).isEqualTo(990);
    recover();
    sink.close(PATIENCE);

    assertThat(arrived().stream().distinct()).hasSize(10).startsWith("m0");
  }

  @Test
  default void closingEndsThoughTheTargetFailsAndSaysWhatIsLeft() throws Exception {
    QueuedSink sink = sink(failing(), QueueOptions.defaults());
    for (int i = 0; i < 5; i++) {
      sink.deliver(Texts.text("m" + i), () -> {});
    }
    sink.close(Duration.ofMillis(100));

    assertThat(sink.lost(Loss.UNWRITTEN)).isEqualTo(5);
    assertThat(sink.deliver(Texts.text("late"), () -> {})).isTrue();
    assertThat(sink.lost(Loss.LATE)).isEqualTo(1);
    recover();
    await().atMost(PATIENCE).until(() -> !isRunning(sink));
  }

  /** Whether the thread of a sink still runs. */
  static boolean isRunning(QueuedSink sink) {
    return sink.isRunning();
  }
}
