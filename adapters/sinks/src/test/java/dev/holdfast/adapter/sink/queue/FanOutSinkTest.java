package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several sinks: each gets everything, and only those that may lose nothing stop the reading. */
@Timeout(60)
final class FanOutSinkTest {

  private static final Duration PATIENCE = SinkContract.PATIENCE;

  private final HeldTarget held = HeldTarget.held();
  private final HeldTarget free = HeldTarget.free();
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void everySinkGetsEverything() {
    HeldTarget other = HeldTarget.free();
    FanOutSink sinks = fanOut(sink(free, WhenFull.BLOCK), sink(other, WhenFull.BLOCK));
    for (String text : List.of("a", "b", "c")) {
      assertThat(deliver(sinks, text)).isTrue();
    }
    sinks.close(PATIENCE);

    assertThat(free.arrived()).containsExactly("a", "b", "c");
    assertThat(other.arrived()).containsExactly("a", "b", "c");
  }

  @Test
  void aDeadSinkThatMayLoseDoesNotHoldTheOthers() {
    QueuedSink dead = sink(held, WhenFull.DROP_OLDEST);
    FanOutSink sinks = fanOut(dead, sink(free, WhenFull.BLOCK));
    for (int i = 1; i <= 30; i++) {
      int sent = i;
      assertThat(deliver(sinks, "m" + i)).isTrue();
      await().atMost(PATIENCE).until(() -> free.arrived().size() == sent);
    }
    assertThat(dead.lost(Loss.FULL)).isEqualTo(20);
    assertThat(told).hasValue(0);
    held.letGo();
    sinks.close(PATIENCE);
  }

  @Test
  void aFullSinkThatMayNotLoseStopsTheReadingUntilItHasRoom() {
    FanOutSink sinks = fanOut(sink(held, WhenFull.BLOCK), sink(free, WhenFull.DROP_NEWEST));
    int taken = 1;
    while (deliver(sinks, "m" + taken)) {
      taken++;
    }
    assertThat(taken).isEqualTo(10);
    assertThat(told).hasValue(0);
    held.letGo();

    await().atMost(PATIENCE).until(() -> told.get() == 1);
    assertThat(deliver(sinks, "more")).isTrue();
    sinks.close(PATIENCE);
    assertThat(told).hasValue(1);
    assertThat(held.arrived()).hasSize(11);
  }

  @Test
  void twoFullSinksTellOnceWhenBothHaveRoom() {
    HeldTarget other = HeldTarget.held();
    FanOutSink sinks = fanOut(sink(held, WhenFull.BLOCK), sink(other, WhenFull.BLOCK));
    int taken = 1;
    while (deliver(sinks, "m" + taken)) {
      taken++;
    }
    held.letGo();
    await().atMost(PATIENCE).until(() -> held.arrived().size() == 10);
    assertThat(told).as("the other one is still full").hasValue(0);
    other.letGo();

    await().atMost(PATIENCE).until(() -> told.get() == 1);
    sinks.close(PATIENCE);
    assertThat(told).hasValue(1);
  }

  @Test
  void theTimeForClosingIsForAllTogether() {
    HeldTarget other = HeldTarget.held();
    QueuedSink one = sink(held, WhenFull.BLOCK);
    QueuedSink two = sink(other, WhenFull.BLOCK);
    FanOutSink sinks = fanOut(one, two, sink(free, WhenFull.BLOCK));
    deliver(sinks, "m");
    await().atMost(PATIENCE).until(() -> free.arrived().size() == 1);
    sinks.close(Duration.ofMillis(50));

    assertThat(one.lost(Loss.UNWRITTEN)).isEqualTo(1);
    assertThat(two.lost(Loss.UNWRITTEN)).isEqualTo(1);
  }

  private boolean deliver(FanOutSink sinks, String text) {
    return sinks.deliver(Texts.text(text), told::incrementAndGet);
  }

  private static FanOutSink fanOut(QueuedSink... sinks) {
    return new FanOutSink(List.of(sinks), System::nanoTime, () -> 0);
  }

  private static QueuedSink sink(Target target, WhenFull whenFull) {
    return SinkContract.sink(
        target, QueueOptions.defaults().withMaxMessages(10).withWhenFull(whenFull));
  }
}
