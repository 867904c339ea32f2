package dev.holdfast.adapter.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line for each message, a bound on what waits, and a reader that may be slow or gone. */
@Timeout(60)
final class LineSinkTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Longer than the sink's buffer, so that it meets the stream at once. */
  private static final String HUGE = "h".repeat(70_000);

  private final AtomicInteger broken = new AtomicInteger();
  private final CountDownLatch brokenOnce = new CountDownLatch(1);

  @Test
  void writesALineForEachMessageInOrder() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    LineSink sink = sink(stream, LONG);
    assertThat(deliver(sink, "one")).isTrue();
    assertThat(deliver(sink, "gr\u00FC\u00DFe")).isTrue();
    assertThat(deliver(sink, "th\nree")).isTrue();
    sink.close();

    assertThat(stream.lines()).containsExactly("one", "gr\u00FC\u00DFe", "th\\nree");
    assertThat(sink.dropped()).isZero();
    assertThat(broken).hasValue(0);
  }

  @Test
  void doesNotKeepALineBackWhenNothingFollows() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    try (LineSink sink = sink(stream, LONG)) {
      deliver(sink, "one");
      stream.awaitSize(4);
      deliver(sink, "two");
      stream.awaitSize(8);
      assertThat(stream.lines()).containsExactly("one", "two");
    }
  }

  @Test
  void writesABurstTogether() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    try (LineSink sink = sink(stream, LONG)) {
      deliver(sink, HUGE);
      stream.awaitWriter();
      for (int i = 0; i < 1_000; i++) {
        deliver(sink, "m");
      }
      stream.open(false);
      stream.awaitSize(HUGE.length() + 1 + 2_000);
    }
    assertThat(stream.writes()).isLessThan(10);
    assertThat(stream.lines()).hasSize(1_001);
  }

  @Test
  void asksToStopWhenFullAndTellsEverybodyOnceWhenThereIsRoom() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    AtomicInteger told = new AtomicInteger();
    AtomicInteger bytesWhenTold = new AtomicInteger();
    String line = "x".repeat(999);
    LineSink sink = sink(stream, LONG);
    deliver(sink, HUGE);
    stream.awaitWriter();
    for (int i = 2; i < LineSink.FULL; i++) {
      assertThat(deliver(sink, line)).as("message " + i).isTrue();
    }
    for (int i = 0; i < 3; i++) {
      boolean room =
          sink.deliver(
              text(line),
              () -> {
                told.incrementAndGet();
                bytesWhenTold.compareAndSet(0, stream.size());
              });
      assertThat(room).isFalse();
    }
    assertThat(told).hasValue(0);

    stream.open(false);
    stream.awaitSize(HUGE.length() + 1 + (LineSink.FULL + 1) * 1_000);
    assertThat(deliver(sink, line)).isTrue();
    sink.close();

    assertThat(told).hasValue(3);
    int whenTold = HUGE.length() + 1 + (LineSink.FULL + 1 - LineSink.ROOM_AGAIN) * 1_000;
    // What the sink's own buffer still held when it told them.
    assertThat(bytesWhenTold).hasValueBetween(whenTold - 65_536, whenTold);
    assertThat(stream.lines()).hasSize(LineSink.FULL + 3);
  }

  /** Nobody waits for ever: each refusal is followed by word of new room, whatever the timing. */
  @Test
  void everyCallerIsToldWhoeverRacesWithWhom() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    LineSink sink = sink(stream, LONG);
    int threads = 4;
    int each = 30_000;
    CountDownLatch done = new CountDownLatch(threads);
    List<Throwable> failures = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  deliverAll(sink, each);
                } catch (InterruptedException | AssertionError e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                } finally {
                  done.countDown();
                }
              },
              "delivering-" + t);
      thread.setDaemon(true);
      thread.start();
    }
    assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
    sink.close();

    assertThat(failures).isEmpty();
    assertThat(stream.lines()).hasSize(threads * each);
  }

  private static void deliverAll(LineSink sink, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      CountDownLatch room = new CountDownLatch(1);
      if (!sink.deliver(text("m"), room::countDown) && !room.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody said that there is room again");
      }
    }
  }

  @Test
  void tellsItsOwnerOnceWhenTheReaderIsGoneAndDropsWhatFollows() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    stream.breakNow();
    LineSink sink = sink(stream, LONG);
    deliver(sink, "lost");
    assertThat(brokenOnce.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(deliver(sink, "dropped")).as("it must not stop the gateways").isTrue();
    assertThat(deliver(sink, "dropped")).isTrue();
    sink.close();

    assertThat(broken).hasValue(1);
    assertThat(sink.dropped()).isEqualTo(3);
    assertThat(stream.lines()).isEmpty();
  }

  @Test
  void callersThatWaitAreLetGoWhenTheReaderIsGone() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    LineSink sink = sink(stream, LONG);
    deliver(sink, HUGE);
    stream.awaitWriter();
    AtomicBoolean told = new AtomicBoolean();
    boolean room = true;
    for (int i = 0; i < LineSink.FULL && room; i++) {
      room = sink.deliver(text("m"), () -> told.set(true));
    }
    assertThat(room).isFalse();

    stream.open(true);
    assertThat(brokenOnce.await(30, TimeUnit.SECONDS)).isTrue();
    sink.close();

    assertThat(told).isTrue();
    assertThat(sink.dropped()).isEqualTo(LineSink.FULL);
  }

  /** A bug in a callback must not leave a sink that takes messages and writes none. */
  @Test
  void aCallbackThatThrowsDoesNotLeaveASinkThatLooksWell() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    LineSink sink = sink(stream, LONG);
    deliver(sink, HUGE);
    stream.awaitWriter();
    boolean room = true;
    for (int i = 0; i < LineSink.FULL && room; i++) {
      room =
          sink.deliver(
              text("m"),
              () -> {
                throw new IllegalStateException("a caller's bug");
              });
    }
    assertThat(room).isFalse();

    stream.open(false);

    assertThat(brokenOnce.await(30, TimeUnit.SECONDS)).as("the owner is told").isTrue();
    assertThat(deliver(sink, "dropped")).isTrue();
    sink.close();
  }

  @Test
  void writesWhatIsQueuedBeforeItCloses() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    LineSink sink = sink(stream, LONG);
    deliver(sink, HUGE);
    stream.awaitWriter();
    for (int i = 0; i < 100; i++) {
      deliver(sink, "m" + i);
    }
    stream.open(false);
    sink.close();

    assertThat(stream.lines()).hasSize(101).endsWith("m98", "m99");
    assertThat(deliver(sink, "late")).isTrue();
    assertThat(sink.dropped()).isEqualTo(1);
  }

  @Test
  void closesInTimeThoughTheReaderHangs() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    LineSink sink = sink(stream, Duration.ofMillis(50));
    deliver(sink, HUGE);
    stream.awaitWriter();

    long before = System.nanoTime();
    sink.close();
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    assertThat(took).isBetween(Duration.ofMillis(40), Duration.ofSeconds(20));
    stream.open(false);
  }

  @Test
  void endsItsThread() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    LineSink sink = sink(GatedStream.open(), LONG);
    List<Thread> writers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("holdfast-line-sink"))
            .filter(thread -> !before.contains(thread))
            .toList();
    assertThat(writers).singleElement().matches(Thread::isDaemon);

    sink.close();

    assertThat(writers.get(0).isAlive()).isFalse();
  }

  private LineSink sink(GatedStream stream, Duration closeWithin) {
    return new LineSink(
        stream,
        closeWithin,
        () -> {
          broken.incrementAndGet();
          brokenOnce.countDown();
        });
  }

  private static boolean deliver(LineSink sink, String text) {
    return sink.deliver(text(text), () -> {});
  }

  private static InboundMessage text(String text) {
    return new InboundMessage.Text("press-7", text);
  }
}
