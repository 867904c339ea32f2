package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.application.port.out.EventLoop.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The event loop port on Netty: order, timers, end. */
@Timeout(60)
class EventLoopTest {

  private static <T> T on(EventLoop loop, java.util.concurrent.Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable t) {
            result.completeExceptionally(t);
          }
        });
    return result.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(SocketFamily.class)
  void tasksRunInOrderOnTheOneThreadAndNeverInsideTheCall(SocketFamily family) throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1, family)) {
      EventLoop loop = loops.next();
      List<String> order = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(1);
      loop.execute(
          () -> {
            loop.execute(
                () -> {
                  order.add("second " + Thread.currentThread().getName());
                  done.countDown();
                });
            order.add("first " + loop.inLoop());
          });
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(on(loop, () -> List.copyOf(order)))
          .containsExactly("first true", "second holdfast-loop-1");
      assertThat(loop.inLoop()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(SocketFamily.class)
  void aTaskThatThrowsAnythingDoesNotEndTheLoop(SocketFamily family) throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1, family)) {
      EventLoop loop = loops.next();
      for (Error fault : List.of(new OutOfMemoryError("planted"), new StackOverflowError())) {
        // Netty logs it; where it comes from would fill a page.
        fault.setStackTrace(new StackTraceElement[0]);
        loop.execute(
            () -> {
              throw fault;
            });
        String thread = on(loop, () -> Thread.currentThread().getName());
        assertThat(thread).isEqualTo("holdfast-loop-1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SocketFamily.class)
  void aTimerFiresNotBeforeItsTime(SocketFamily family) throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1, family)) {
      EventLoop loop = loops.next();
      for (long delay : new long[] {1, 1_000_000, 20_000_000}) {
        CompletableFuture<Long> took = new CompletableFuture<>();
        loop.execute(
            () -> {
              long from = loop.nanoTime();
              loop.schedule(() -> took.complete(loop.nanoTime() - from), delay);
            });
        assertThat(took.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(delay);
      }
    }
  }

  @Test
  void aTimerWithoutDelayRunsInTheNextTurn() throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1)) {
      EventLoop loop = loops.next();
      List<String> order = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(2);
      loop.execute(
          () -> {
            for (long delay : new long[] {0, -1, Long.MIN_VALUE}) {
              loop.schedule(
                  () -> {
                    order.add("timer");
                    done.countDown();
                  },
                  delay);
            }
            loop.execute(() -> order.add("task"));
            order.add("caller");
          });
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(on(loop, () -> List.copyOf(order)))
          .startsWith("caller", "task", "timer")
          .hasSize(5);
    }
  }

  /** Both are due after a pause of the loop: the message must come first. */
  @ParameterizedTest
  @EnumSource(SocketFamily.class)
  void inputThatWaitsIsReadBeforeALateTimerRuns(SocketFamily family) throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1, family);
        RawGateway gateway = RawGateway.start()) {
      EventLoop loop = loops.next();
      RecordedLink link =
          RecordedLink.open(
              TyrusTransport.create(TransportOptions.defaults()), loop, gateway.uri());
      link.await("open");
      for (int round = 1; round <= 20; round++) {
        CompletableFuture<Integer> seenByTimer = new CompletableFuture<>();
        CountDownLatch sent = new CountDownLatch(1);
        loop.execute(
            () -> {
              loop.schedule(() -> seenByTimer.complete(link.texts("text").size()), 1_000_000);
              awaitUninterruptibly(sent);
            });
        gateway.connections().get(0).send(ServerFrame.text("meanwhile"));
        awaitReadable(round, gateway);
        sent.countDown();
        assertThat(seenByTimer.get(10, TimeUnit.SECONDS)).as("round %d", round).isEqualTo(round);
      }
      link.abort();
    }
  }

  /** Loopback delivers within the write: what was written can be read now. */
  private static void awaitReadable(int round, RawGateway gateway) {
    long from = System.nanoTime();
    Await.until("due timer in round " + round, () -> System.nanoTime() - from > 2_000_000);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCancelledTimerDoesNotFire() throws Exception {
    try (NettyEventLoops loops = NettyEventLoops.start(1)) {
      EventLoop loop = loops.next();
      List<String> fired = new ArrayList<>();
      on(
          loop,
          () -> {
            Timer late = loop.schedule(() -> fired.add("late"), 1_000_000);
            Timer next = loop.schedule(() -> fired.add("next"), 0);
            late.cancel();
            next.cancel();
            next.cancel();
            return true;
          });
      CountDownLatch after = new CountDownLatch(1);
      loop.execute(() -> loop.schedule(after::countDown, 5_000_000));
      assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(on(loop, () -> List.copyOf(fired))).isEmpty();
    }
  }

  @Test
  void timersBelongToTheLoop() {
    try (NettyEventLoops loops = NettyEventLoops.start(1)) {
      assertThatThrownBy(() -> loops.next().schedule(() -> {}, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("must be called on the event loop");
    }
  }

  @Test
  void loopsAreHandedOutInTurn() {
    try (NettyEventLoops loops = NettyEventLoops.start(3)) {
      List<EventLoop> all = loops.all();
      assertThat(all).hasSize(3).doesNotHaveDuplicates();
      assertThat(List.of(loops.next(), loops.next(), loops.next(), loops.next()))
          .containsExactly(all.get(0), all.get(1), all.get(2), all.get(0));
    }
  }

  @Test
  void afterTheEndTasksAreRefusedAndThreadsAreGone() throws Exception {
    NettyEventLoops loops = NettyEventLoops.start(2);
    EventLoop loop = loops.next();
    Thread thread = on(loop, Thread::currentThread);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(loops.shutdown(Duration.ofSeconds(10))).isTrue();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void theEndIsBoundedEvenIfATaskHangs() throws Exception {
    NettyEventLoops loops = NettyEventLoops.start(1);
    CountDownLatch release = new CountDownLatch(1);
    loops.next().execute(() -> awaitUninterruptibly(release));
    assertThat(loops.shutdown(Duration.ofMillis(100))).isFalse();
    release.countDown();
    assertThat(loops.shutdown(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aLinkOnAForeignLoopIsRefused() throws Exception {
    try (RawGateway gateway = RawGateway.start()) {
      gateway.onConnection(Scripts.wellBehaved());
      TyrusTransport transport = TyrusTransport.create(TransportOptions.defaults());
      try (NettyEventLoops loops = NettyEventLoops.start(1)) {
        assertThatThrownBy(
                () -> RecordedLink.open(transport, new ForeignLoop(loops.next()), gateway.uri()))
            .hasRootCauseInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  /** Some other implementation of the port. */
  private record ForeignLoop(EventLoop real) implements EventLoop {

    @Override
    public void execute(Runnable task) {
      real.execute(task);
    }

    @Override
    public boolean inLoop() {
      return real.inLoop();
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
      return real.schedule(task, delayNanos);
    }

    @Override
    public long nanoTime() {
      return real.nanoTime();
    }
  }
}
