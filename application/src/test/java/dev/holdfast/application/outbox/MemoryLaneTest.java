package dev.holdfast.application.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of a lane in memory, and the way of a message through it. */
final class MemoryLaneTest {

  private final RecordingOutlet outlet = new RecordingOutlet();
  private final RecordingListener told = new RecordingListener();

  @Test
  void holdsExactlyAsManyMessagesAsAllowed() {
    MemoryLane lane = lane(new OutboxLimits(3, 1_000, 1_000));
    for (int i = 0; i < 3; i++) {
      assertThat(lane.offer(text(1), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
    }
    assertThat(lane.offer(text(0), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(lane.depth()).isEqualTo(3);
  }

  @Test
  void holdsExactlyAsMuchAsAllowed() {
    MemoryLane lane = lane(new OutboxLimits(100, 10, 10));
    assertThat(lane.offer(text(9), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
    assertThat(lane.offer(bytes(2), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(lane.offer(bytes(1), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
    assertThat(lane.offer(text(1), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(lane.depth()).isEqualTo(2);
  }

  @Test
  void takesTheLargestMessageAndNoneThatIsLarger() {
    MemoryLane lane = lane(new OutboxLimits(100, 100, 10));
    assertThat(lane.offer(text(11), Outbox.NO_SESSION)).isEqualTo(SendResult.TOO_LARGE);
    assertThat(lane.offer(bytes(11), Outbox.NO_SESSION)).isEqualTo(SendResult.TOO_LARGE);
    assertThat(lane.offer(text(10), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);

    MemoryLane small = lane(new OutboxLimits(100, 10, 100));
    assertThat(small.offer(text(11), Outbox.NO_SESSION)).isEqualTo(SendResult.TOO_LARGE);
    assertThat(small.offer(text(10), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void aRefusalTakesNoRoom() {
    MemoryLane lane = lane(new OutboxLimits(2, 10, 10));
    lane.offer(text(6), Outbox.NO_SESSION);
    for (int i = 0; i < 100; i++) {
      assertThat(lane.offer(text(5), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
    }
    assertThat(lane.offer(text(4), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void aMessageOnItsWayStillTakesRoom() {
    MemoryLane lane = lane(new OutboxLimits(1, 10, 10));
    lane.offer(text(10), Outbox.NO_SESSION);
    assertThat(lane.pump(outlet, 1)).isEqualTo(1);
    assertThat(lane.offer(text(0), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(lane.depth()).isEqualTo(1);

    lane.written();

    assertThat(lane.depth()).isZero();
    assertThat(lane.offer(text(10), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void whatComesBackGoesFirstAndInOrder() {
    MemoryLane lane = lane(OutboxLimits.defaults());
    for (int i = 0; i < 6; i++) {
      lane.offer(new OutboundMessage.Text("m" + i), Outbox.NO_SESSION);
    }
    lane.pump(outlet, 3);
    lane.written();

    lane.down();
    lane.pump(outlet, 1);
    lane.down();
    lane.down();
    outlet.forget();

    assertThat(lane.pump(outlet, 100)).isEqualTo(5);
    assertThat(outlet.texts()).containsExactly("m1", "m2", "m3", "m4", "m5");
    assertThat(lane.depth()).isEqualTo(5);
    assertThat(told.sentAgain()).isEqualTo(3);
  }

  /** The loop drains while four threads offer; no bound is ever passed, nothing gets lost. */
  @ParameterizedTest
  @CsvSource({"100, 1000000", "1000000, 100"})
  @Timeout(60)
  void boundsAreExactUnderFourThreads(int maxMessages, long maxSize) throws InterruptedException {
    MemoryLane lane = lane(new OutboxLimits(maxMessages, maxSize, 10));
    int threads = 4;
    int each = 20_000;
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(threads);
    AtomicInteger accepted = new AtomicInteger();
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int i = 0; i < each; i++) {
                    if (lane.offer(text(1), Outbox.NO_SESSION) == SendResult.ACCEPTED) {
                      accepted.incrementAndGet();
                    }
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              },
              "offering-" + t);
      thread.setDaemon(true);
      thread.start();
    }
    start.countDown();

    int taken = 0;
    boolean offering = true;
    while (offering) {
      offering = done.getCount() > 0;
      // The queue itself, not a counter, says how much there is.
      int held = lane.pump(outlet, Integer.MAX_VALUE);
      assertThat(held).isLessThanOrEqualTo(100);
      for (; held > 0; held--) {
        lane.written();
        taken++;
      }
    }

    assertThat(lane.depth()).isZero();
    assertThat(taken).isEqualTo(accepted.get()).isGreaterThanOrEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(lane.offer(text(1), Outbox.NO_SESSION)).isEqualTo(SendResult.ACCEPTED);
    }
    assertThat(lane.offer(text(1), Outbox.NO_SESSION)).isEqualTo(SendResult.OUTBOX_FULL);
  }

  @Test
  @Timeout(60)
  void fourThreadsFillItExactly() throws InterruptedException {
    MemoryLane lane = lane(new OutboxLimits(1_000, 1_000_000, 10));
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(4);
    AtomicInteger accepted = new AtomicInteger();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int i = 0; i < 1_000; i++) {
                    if (lane.offer(text(1), Outbox.NO_SESSION) == SendResult.ACCEPTED) {
                      accepted.incrementAndGet();
                    }
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              },
              "filling-" + t);
      thread.setDaemon(true);
      thread.start();
    }
    start.countDown();
    done.await();

    assertThat(accepted).hasValue(1_000);
    assertThat(lane.depth()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1"})
  void limitsBelowOneAreRejected(int maxMessages, long maxSize, long maxMessageSize) {
    assertThatThrownBy(() -> new OutboxLimits(maxMessages, maxSize, maxMessageSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "outbox limits must be at least 1 but were %d, %d, %d",
            maxMessages, maxSize, maxMessageSize);
  }

  private MemoryLane lane(OutboxLimits limits) {
    return new MemoryLane(
        0,
        MessageClass.AT_LEAST_ONCE,
        OutboxSettings.withLimits(limits),
        () -> 0,
        new Replay(ReplayPolicy.unlimited(), () -> 0, new SplittableRandom(7)),
        told);
  }

  private static OutboundMessage text(int length) {
    return new OutboundMessage.Text("x".repeat(length));
  }

  private static OutboundMessage bytes(int length) {
    return new OutboundMessage.Binary(ByteBuffer.allocate(length));
  }
}
