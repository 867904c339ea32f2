package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ManualExecutor;
import dev.holdfast.application.testing.RecordingObserver;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Observers: told everything, in order, off the loop; and nothing they do reaches the loop. */
final class ObserversTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void areToldEveryTransitionInOrder() {
    rig.bringUp();
    rig.lose();
    rig.bringUp();

    assertThat(rig.observer().moves())
        .containsExactly(
            "DISCONNECTED -> CONNECTING",
            "CONNECTING -> CONNECTED",
            "CONNECTED -> CLOSED",
            "CLOSED -> DISCONNECTED",
            "DISCONNECTED -> CONNECTING",
            "CONNECTING -> CONNECTED");
    assertThat(rig.observer().transitions().get(4).attempt()).isEqualTo(2);
  }

  @Test
  void areNeverCalledOnTheLoop() {
    rig.connection().connect();
    rig.loop().runPending();

    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(rig.observer().transitions()).isEmpty();
    rig.observerExecutor().runPending();
    assertThat(rig.observer().transitions()).hasSize(1);
  }

  @Test
  void oneRunTellsABurst() {
    rig.observerExecutor().hang(true);
    rig.bringUp();
    rig.lose();
    assertThat(rig.observerExecutor().pendingTasks()).isEqualTo(1);

    rig.observerExecutor().hang(false);
    rig.run();

    assertThat(rig.observer().moves()).hasSize(4);
  }

  @Test
  void oneThatThrowsIsToldTheRestAndSoAreTheOthers() {
    RecordingObserver failing = new RecordingObserver(rig.loop());
    failing.throwAlways(new AssertionError("an observer's own bug"));
    RecordingObserver other = new RecordingObserver(rig.loop());
    ManualExecutor executor = new ManualExecutor();
    Observers observers = new Observers("press-7", List.of(failing, other), executor);

    observers.tell(move());
    executor.runPending();
    observers.tell(move());
    executor.runPending();

    assertThat(failing.transitions()).hasSize(2);
    assertThat(other.transitions()).hasSize(2);
    assertThat(rig.log().take(Level.ERROR))
        .hasSize(2)
        .containsOnly("Observer " + RecordingObserver.class.getName() + " failed");
  }

  @Test
  void oneThatHangsCostsBoundedMemoryAndIsReportedOnce() {
    RecordingObserver observer = new RecordingObserver(rig.loop());
    ManualExecutor executor = new ManualExecutor();
    Observers observers = new Observers("press-7", List.of(observer), executor);

    for (int i = 0; i < Observers.BACKLOG_MAX + 500; i++) {
      observers.tell(move());
    }

    assertThat(executor.pendingTasks()).isEqualTo(1);
    assertThat(rig.log().take(Level.ERROR))
        .containsExactly("An observer hangs, it misses what happens from now on");
    executor.runPending();
    assertThat(observer.transitions()).hasSize(Observers.BACKLOG_MAX);

    observers.tell(move());
    executor.runPending();
    assertThat(observer.transitions()).as("it came back").hasSize(Observers.BACKLOG_MAX + 1);
  }

  @Test
  void anExecutorThatTakesTasksAgainIsUsedAgain() {
    RecordingObserver observer = new RecordingObserver(rig.loop());
    ManualExecutor executor = new ManualExecutor();
    boolean[] full = {true};
    Observers observers =
        new Observers(
            "press-7",
            List.of(observer),
            task -> {
              if (full[0]) {
                throw new java.util.concurrent.RejectedExecutionException("full");
              }
              executor.execute(task);
            });
    observers.tell(move());
    full[0] = false;

    observers.tell(move());
    executor.runPending();

    assertThat(observer.transitions()).hasSize(1);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Observers are not told, their executor takes no task");
  }

  @Test
  void withoutObserversNothingIsQueued() {
    ManualExecutor executor = new ManualExecutor();
    new Observers("press-7", List.of(), executor).tell(move());
    assertThat(executor.pendingTasks()).isZero();
  }

  private static Transition move() {
    return new Transition(
        ConnectionState.DISCONNECTED,
        ConnectionState.CONNECTING,
        Cause.of(CauseKind.BACKOFF_OVER),
        1,
        Next.OPEN_ENDED);
  }
}
