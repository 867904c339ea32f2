package dev.holdfast.adapter.sink.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.application.port.out.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line for each message, a bound on what waits, and a reader that may be slow or gone. */
@Timeout(60)
final class LineTargetTest {

  private static final int FULL = 4_096;

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Longer than the sink's buffer, so that it meets the stream at once. */
  private static final String HUGE = "h".repeat(70_000);

  private final AtomicInteger broken = new AtomicInteger();
  private final CountDownLatch brokenOnce = new CountDownLatch(1);

  @Test
  void writesALineForEachMessageInOrder() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    QueuedSink sink = sink(stream);
    assertThat(deliver(sink, "one")).isTrue();
    assertThat(deliver(sink, "gr\u00FC\u00DFe")).isTrue();
    assertThat(deliver(sink, "th\nree")).isTrue();
    sink.close(LONG);

    assertThat(stream.lines()).containsExactly("one", "gr\u00FC\u00DFe", "th\\nree");
    assertThat(sink.lost()).isZero();
    assertThat(broken).hasValue(0);
  }

  @Test
  void doesNotKeepALineBackWhenNothingFollows() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    QueuedSink sink = sink(stream);
    deliver(sink, "one");
    stream.awaitSize(4);
    deliver(sink, "two");
    stream.awaitSize(8);
    assertThat(stream.lines()).containsExactly("one", "two");
    sink.close(LONG);
  }

  @Test
  void writesABurstTogether() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    QueuedSink sink = sink(stream);
    deliver(sink, HUGE);
    stream.awaitWriter();
    for (int i = 0; i < 1_000; i++) {
      deliver(sink, "m");
    }
    stream.open(false);
    sink.close(LONG);
    assertThat(stream.writes()).isLessThan(10);
    assertThat(stream.lines()).hasSize(1_001);
  }

  /** Nobody waits for ever: each refusal is followed by word of new room, whatever the timing. */
  @Test
  void everyCallerIsToldWhoeverRacesWithWhom() throws InterruptedException {
    GatedStream stream = GatedStream.open();
    QueuedSink sink = sink(stream);
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
    sink.close(LONG);

    assertThat(failures).isEmpty();
    assertThat(stream.lines()).hasSize(threads * each);
  }

  private static void deliverAll(QueuedSink sink, int count) throws InterruptedException {
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
    QueuedSink sink = sink(stream);
    deliver(sink, "lost");
    assertThat(brokenOnce.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(deliver(sink, "dropped")).as("it must not stop the gateways").isTrue();
    assertThat(deliver(sink, "dropped")).isTrue();
    sink.close(LONG);

    assertThat(broken).hasValue(1);
    assertThat(sink.lost()).isEqualTo(3);
    assertThat(stream.lines()).isEmpty();
  }

  @Test
  void callersThatWaitAreLetGoWhenTheReaderIsGone() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    QueuedSink sink = sink(stream);
    deliver(sink, HUGE);
    stream.awaitWriter();
    AtomicBoolean told = new AtomicBoolean();
    boolean room = true;
    for (int i = 0; i < FULL && room; i++) {
      room = sink.deliver(text("m"), () -> told.set(true));
    }
    assertThat(room).isFalse();

    stream.open(true);
    assertThat(brokenOnce.await(30, TimeUnit.SECONDS)).isTrue();
    sink.close(LONG);

    assertThat(told).isTrue();
    assertThat(sink.lost()).isEqualTo(FULL);
  }

  /** A bug in a callback must not leave a sink that takes messages and writes none. */
  @Test
  void aCallbackThatThrowsDoesNotLeaveASinkThatLooksWell() throws InterruptedException {
    GatedStream stream = GatedStream.blocked();
    QueuedSink sink = sink(stream);
    deliver(sink, HUGE);
    stream.awaitWriter();
    boolean room = true;
    for (int i = 0; i < FULL && room; i++) {
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
    sink.close(LONG);
  }

  private QueuedSink sink(GatedStream stream) {
    return new QueuedSink(
        "stdout",
        new LineTarget(stream),
        QueueOptions.defaults().withMaxMessages(FULL),
        new QueuedSink.Surroundings(
            System::nanoTime,
            () -> 0,
            new SplittableRandom(1),
            () -> {
              broken.incrementAndGet();
              brokenOnce.countDown();
            }));
  }

  private static boolean deliver(QueuedSink sink, String text) {
    return sink.deliver(text(text), () -> {});
  }

  private static InboundMessage text(String text) {
    return new InboundMessage.Text("press-7", text);
  }
}
