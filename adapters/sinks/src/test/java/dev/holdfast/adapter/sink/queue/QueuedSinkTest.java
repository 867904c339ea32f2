package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of a sink, and the contract with a target that hangs. */
@Timeout(60)
final class QueuedSinkTest implements SinkContract {

  private final HeldTarget held = HeldTarget.held();
  private final HeldTarget free = HeldTarget.free();

  @Override
  public Target working() {
    return free;
  }

  @Override
  public Target failing() {
    return held;
  }

  @Override
  public void recover() {
    held.letGo();
  }

  @Override
  public List<String> arrived() {
    return free.arrived().isEmpty() ? held.arrived() : free.arrived();
  }

  @Test
  void closingWritesWhatWaits() throws InterruptedException {
    QueuedSink sink = SinkContract.sink(held, QueueOptions.defaults());
    for (int i = 0; i < 1_000; i++) {
      sink.deliver(Texts.text("m" + i), () -> {});
    }
    held.awaitWriter();
    sink.beginClose();
    held.letGo();
    sink.close(PATIENCE);

    assertThat(held.arrived()).hasSize(1_000).endsWith("m999");
    assertThat(sink.isRunning()).isFalse();
    assertThat(sink.lost()).isZero();
  }

  @Test
  void lingeringEndsWhenItIsClosed() {
    QueuedSink sink =
        SinkContract.sink(
            free, QueueOptions.defaults().withBatches(500, 1 << 20, Duration.ofDays(1)));
    sink.deliver(Texts.text("a"), () -> {});
    sink.close(PATIENCE);

    assertThat(free.arrived()).containsExactly("a");
  }

  @Test
  void lingeringEndsWhenTheBatchIsFull() {
    QueuedSink sink =
        SinkContract.sink(
            free, QueueOptions.defaults().withBatches(3, 1 << 20, Duration.ofDays(1)));
    for (String text : List.of("a", "b", "c")) {
      sink.deliver(Texts.text(text), () -> {});
    }
    await().atMost(PATIENCE).until(() -> free.arrived().size() == 3);
    sink.close(PATIENCE);
  }

  /** A bug in a target must not leave a sink that takes messages and writes none. */
  @Test
  void aTargetThatThrowsDoesNotLeaveASinkThatLooksWell() throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    QueuedSink sink =
        new QueuedSink(
            "test",
            new ScriptedTarget()
                .answer(
                    batch -> {
                      throw new IllegalStateException("a bug");
                    }),
            QueueOptions.defaults(),
            new QueuedSink.Surroundings(
                System::nanoTime, () -> 0, new SplittableRandom(1), gone::countDown));
    sink.deliver(Texts.text("lost"), () -> {});

    assertThat(gone.await(30, TimeUnit.SECONDS)).as("the owner is told").isTrue();
    assertThat(sink.deliver(Texts.text("lost too"), () -> {})).isTrue();
    sink.close(PATIENCE);
    assertThat(sink.lost(Loss.GONE)).isEqualTo(2);
  }

  @Test
  void itsThreadDoesNotKeepTheProcess() {
    QueuedSink sink = SinkContract.sink(free, QueueOptions.defaults());
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("holdfast-sink-test"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
    sink.close(PATIENCE);
    assertThat(sink.isRunning()).isFalse();
  }
}
