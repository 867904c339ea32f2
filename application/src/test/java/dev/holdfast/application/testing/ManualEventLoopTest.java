package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop that every other test here relies on. */
final class ManualEventLoopTest {

  private final List<String> seen = new ArrayList<>();

  @Test
  void runsNothingByItself() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.execute(() -> seen.add("task"));
    loop.arrive(Duration.ZERO, () -> seen.add("input"));

    assertThat(seen).isEmpty();
    assertThat(loop.pendingTasks()).isEqualTo(1);
  }

  @Test
  void readsInputBeforeTasksAndTimersOfTheSameTurn() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.execute(() -> loop.schedule(() -> seen.add("timer"), 5));
    loop.runPending();
    loop.suspend(Duration.ofNanos(5));
    loop.execute(() -> seen.add("task"));
    loop.arrive(Duration.ZERO, () -> seen.add("input"));
    loop.runPending();

    assertThat(seen).containsExactly("input", "task", "timer");
  }

  @Test
  void runsATaskAfterTheOneThatGivesIt() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.execute(
        () -> {
          loop.execute(() -> seen.add("second"));
          loop.schedule(() -> seen.add("third"), 0);
          seen.add("first");
        });
    loop.runPending();

    assertThat(seen).containsExactly("first", "second", "third");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 15})
  void runsEverythingAtItsTimeAndInOrder(long origin) {
    ManualEventLoop loop = new ManualEventLoop(origin);
    loop.execute(
        () -> {
          loop.schedule(() -> note(loop, "late"), 30);
          loop.schedule(() -> note(loop, "early"), 10);
          loop.schedule(() -> note(loop, "never"), 20).cancel();
          loop.schedule(() -> note(loop, "after"), 10);
        });
    loop.arrive(Duration.ofNanos(10), () -> note(loop, "input"));
    loop.advance(Duration.ofNanos(29));

    assertThat(seen).containsExactly("input 10", "early 10", "after 10");
    assertThat(loop.pendingTimers()).containsExactly(Duration.ofNanos(1));
    assertThat(loop.timersScheduled()).isEqualTo(4);
    assertThat(loop.timersMax()).isEqualTo(3);
  }

  private void note(ManualEventLoop loop, String what) {
    seen.add(what + " " + loop.elapsed().toNanos());
  }

  @Test
  void isLateAfterASleep() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.execute(() -> loop.schedule(() -> note(loop, "timer"), 10));
    loop.runPending();
    loop.suspend(Duration.ofNanos(50));
    loop.runPending();

    assertThat(seen).containsExactly("timer 50");
  }

  @Test
  void aTimerCancelledInItsOwnTurnDoesNotRun() {
    ManualEventLoop loop = new ManualEventLoop();
    EventLoop.Timer[] second = new EventLoop.Timer[1];
    loop.execute(
        () -> {
          loop.schedule(() -> second[0].cancel(), 10);
          second[0] = loop.schedule(() -> seen.add("cancelled"), 10);
        });
    loop.advance(Duration.ofNanos(10));

    assertThat(seen).isEmpty();
  }

  @Test
  void knowsWhoIsInTheLoop() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.execute(() -> seen.add("in the loop: " + loop.inLoop()));
    loop.runPending();

    assertThat(seen).containsExactly("in the loop: true");
    assertThat(loop.inLoop()).isFalse();
    assertThatThrownBy(() -> loop.schedule(() -> {}, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noticesALoopThatFeedsItself() {
    ManualEventLoop loop = new ManualEventLoop();
    Runnable[] again = new Runnable[1];
    again[0] = () -> loop.execute(again[0]);
    loop.execute(again[0]);
    assertThatThrownBy(loop::runPending).isInstanceOf(AssertionError.class);

    ManualEventLoop other = new ManualEventLoop();
    again[0] = () -> other.schedule(again[0], 0);
    other.execute(again[0]);
    assertThatThrownBy(other::runPending).isInstanceOf(AssertionError.class);
  }

  @Test
  void takesNothingOnceShutDown() {
    ManualEventLoop loop = new ManualEventLoop();
    loop.shutDown();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }
}
