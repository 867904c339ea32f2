package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ManualEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one timer: always armed for what comes next, never twice, and cheap on a busy link. */
final class TimerTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void isArmedForWhatComesNext() {
    assertThat(rig.loop().pendingTimers()).isEmpty();
    rig.connect();
    assertThat(rig.loop().pendingTimers()).containsExactly(Duration.ofSeconds(10));
    rig.pass(Duration.ofSeconds(1));
    rig.lose();
    assertThat(rig.loop().pendingTimers()).containsExactly(Duration.ofMillis(2400));
    rig.reconnectNow();
    rig.accept();
    rig.link().closeByGateway(1000, "");
    rig.run();
    assertThat(rig.loop().pendingTimers()).isEmpty();
  }

  @Test
  void isOneDuringTheEndToo() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(6));
    assertThat(rig.loop().pendingTimers()).containsExactly(Duration.ofSeconds(3));
    rig.passSeconds(3);
    assertThat(rig.loop().pendingTimers()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void aBusyLinkArmsNoTimerPerFrame() {
    rig.bringUp();
    rig.passSeconds(10);
    long before = rig.loop().timersScheduled();

    for (int i = 0; i < 1_000; i++) {
      rig.receive("a reading");
      rig.pass(Duration.ofMillis(90));
    }

    // 90 s of traffic at intervals of 30 s.
    assertThat(rig.loop().timersScheduled() - before).isLessThanOrEqualTo(4);
    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void sendingArmsNoTimer() {
    rig.bringUp();
    rig.passSeconds(10);
    long before = rig.loop().timersScheduled();

    for (int i = 0; i < 1_000; i++) {
      rig.send("m");
    }

    assertThat(rig.loop().timersScheduled()).isEqualTo(before);
  }

  @Test
  void failuresAreForgottenOnceTheLinkHasLasted() {
    rig.connect();
    rig.lose();
    rig.bringUp();
    assertThat(rig.connection().status().failures()).isEqualTo(1);
    rig.pass(Duration.ofSeconds(10).minusNanos(1));
    assertThat(rig.connection().status().failures()).isEqualTo(1);

    rig.pass(Duration.ofNanos(1));

    assertThat(rig.connection().status().failures()).isZero();
  }

  @Test
  void anEarlierDeadlineReplacesALaterOne() {
    List<Duration> fired = new ArrayList<>();
    ManualEventLoop loop = new ManualEventLoop(Long.MAX_VALUE - 3);
    DeadlineTimer timer = new DeadlineTimer(loop, () -> fired.add(loop.elapsed()));
    long origin = loop.nanoTime();

    loop.execute(
        () -> {
          timer.arm(origin + 100);
          timer.arm(origin + 7);
          timer.arm(origin + 50);
        });
    loop.runPending();
    assertThat(loop.pendingTimers()).containsExactly(Duration.ofNanos(7));
    loop.advance(Duration.ofNanos(1_000));

    assertThat(fired).containsExactly(Duration.ofNanos(7));
  }

  @Test
  void aCancelledTimerDoesNotFireAndCanBeArmedAgain() {
    List<Duration> fired = new ArrayList<>();
    ManualEventLoop loop = new ManualEventLoop();
    DeadlineTimer timer = new DeadlineTimer(loop, () -> fired.add(loop.elapsed()));

    loop.execute(
        () -> {
          timer.arm(5);
          timer.cancel();
          timer.cancel();
        });
    loop.advance(Duration.ofNanos(10));
    assertThat(fired).isEmpty();

    loop.execute(() -> timer.arm(20));
    loop.advance(Duration.ofNanos(10));
    assertThat(fired).containsExactly(Duration.ofNanos(20));
  }

  @Test
  void aDeadlineThatHasPassedFiresInTheNextTurn() {
    List<String> seen = new ArrayList<>();
    ManualEventLoop loop = new ManualEventLoop(1_000);
    DeadlineTimer timer = new DeadlineTimer(loop, () -> seen.add("fired"));

    loop.execute(
        () -> {
          timer.arm(10);
          loop.arrive(Duration.ZERO, () -> seen.add("input"));
          seen.add("armed");
        });
    loop.runPending();

    assertThat(seen).containsExactly("armed", "input", "fired");
  }
}
