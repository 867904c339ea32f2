package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.in.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the outbox, and the way of a message through it. */
final class OutboxTest {

  @Test
  void holdsExactlyAsManyMessagesAsAllowed() {
    Outbox outbox = new Outbox(new OutboxLimits(3, 1_000, 1_000));
    for (int i = 0; i < 3; i++) {
      assertThat(outbox.offer(text(1))).isEqualTo(SendResult.ACCEPTED);
    }
    assertThat(outbox.offer(text(0))).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(outbox.depth()).isEqualTo(3);
  }

  @Test
  void holdsExactlyAsMuchAsAllowed() {
    Outbox outbox = new Outbox(new OutboxLimits(100, 10, 10));
    assertThat(outbox.offer(text(9))).isEqualTo(SendResult.ACCEPTED);
    assertThat(outbox.offer(bytes(2))).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(outbox.offer(bytes(1))).isEqualTo(SendResult.ACCEPTED);
    assertThat(outbox.offer(text(1))).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(outbox.depth()).isEqualTo(2);
  }

  @Test
  void takesTheLargestMessageAndNoneThatIsLarger() {
    Outbox outbox = new Outbox(new OutboxLimits(100, 100, 10));
    assertThat(outbox.offer(text(11))).isEqualTo(SendResult.TOO_LARGE);
    assertThat(outbox.offer(bytes(11))).isEqualTo(SendResult.TOO_LARGE);
    assertThat(outbox.offer(text(10))).isEqualTo(SendResult.ACCEPTED);

    Outbox small = new Outbox(new OutboxLimits(100, 10, 100));
    assertThat(small.offer(text(11))).isEqualTo(SendResult.TOO_LARGE);
    assertThat(small.offer(text(10))).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void aRefusalTakesNoRoom() {
    Outbox outbox = new Outbox(new OutboxLimits(2, 10, 10));
    outbox.offer(text(6));
    for (int i = 0; i < 100; i++) {
      assertThat(outbox.offer(text(5))).isEqualTo(SendResult.OUTBOX_FULL);
    }
    assertThat(outbox.offer(text(4))).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void aMessageOnItsWayStillTakesRoom() {
    Outbox outbox = new Outbox(new OutboxLimits(1, 10, 10));
    outbox.offer(text(10));
    assertThat(outbox.next()).isNotNull();
    assertThat(outbox.offer(text(0))).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(outbox.depth()).isEqualTo(1);

    outbox.written();

    assertThat(outbox.depth()).isZero();
    assertThat(outbox.offer(text(10))).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void whatComesBackGoesFirstAndInOrder() {
    Outbox outbox = new Outbox(OutboxLimits.defaults());
    List<OutboundMessage> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      OutboundMessage message = new OutboundMessage.Text("m" + i);
      sent.add(message);
      outbox.offer(message);
    }
    outbox.next();
    outbox.next();
    outbox.next();
    outbox.written();

    outbox.takeBack();
    outbox.next();
    outbox.takeBack();
    outbox.takeBack();

    List<OutboundMessage> rest = new ArrayList<>();
    for (OutboundMessage next = outbox.next(); next != null; next = outbox.next()) {
      rest.add(next);
    }
    assertThat(rest).containsExactlyElementsOf(sent.subList(1, 6));
    assertThat(outbox.depth()).isEqualTo(5);
  }

  /** The loop drains while four threads offer; no bound is ever passed, nothing gets lost. */
  @ParameterizedTest
  @CsvSource({"100, 1000000", "1000000, 100"})
  @Timeout(60)
  void boundsAreExactUnderFourThreads(int maxMessages, long maxSize) throws InterruptedException {
    Outbox outbox = new Outbox(new OutboxLimits(maxMessages, maxSize, 10));
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
                    if (outbox.offer(text(1)) == SendResult.ACCEPTED) {
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
      int held = 0;
      // The queue itself, not a counter, says how much there is.
      while (outbox.next() != null) {
        held++;
      }
      assertThat(held).isLessThanOrEqualTo(100);
      for (; held > 0; held--) {
        outbox.written();
        taken++;
      }
    }

    assertThat(outbox.depth()).isZero();
    assertThat(taken).isEqualTo(accepted.get()).isGreaterThanOrEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(outbox.offer(text(1))).isEqualTo(SendResult.ACCEPTED);
    }
    assertThat(outbox.offer(text(1))).isEqualTo(SendResult.OUTBOX_FULL);
  }

  @Test
  @Timeout(60)
  void fourThreadsFillItExactly() throws InterruptedException {
    Outbox outbox = new Outbox(new OutboxLimits(1_000, 1_000_000, 10));
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
                    if (outbox.offer(text(1)) == SendResult.ACCEPTED) {
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
    assertThat(outbox.depth()).isEqualTo(1_000);
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

  private static OutboundMessage text(int length) {
    return new OutboundMessage.Text("x".repeat(length));
  }

  private static OutboundMessage bytes(int length) {
    return new OutboundMessage.Binary(ByteBuffer.allocate(length));
  }
}
