package dev.holdfast.adapter.sink.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a full queue does, by messages and by bytes. */
final class BoundedQueueTest {

  private final Losses losses = new Losses("test");
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void aBlockingQueueTakesEverythingAndSaysWhenToStop() {
    BoundedQueue queue = queue(WhenFull.BLOCK, 8, 1_000);
    for (int i = 1; i < 8; i++) {
      assertThat(put(queue, "m" + i)).as("message " + i).isTrue();
    }
    assertThat(put(queue, "m8")).isFalse();
    assertThat(put(queue, "m9")).isFalse();
    queue.tellWhenRoom(told::incrementAndGet);

    takeOut(queue, 6);
    assertThat(told).as("three wait").hasValue(0);
    takeOut(queue, 1);
    assertThat(told).as("a quarter waits").hasValue(1);
    takeOut(queue, 2);
    assertThat(told).hasValue(1);
    assertThat(put(queue, "more")).isTrue();
    assertThat(losses.total()).isZero();
  }

  @Test
  void bytesCountAsWellAsMessages() {
    BoundedQueue queue = queue(WhenFull.BLOCK, 100, 1_000);
    assertThat(put(queue, "x".repeat(999))).isTrue();
    assertThat(put(queue, "y")).isFalse();
    queue.tellWhenRoom(told::incrementAndGet);
    assertThat(told).hasValue(0);
    takeOut(queue, 1);
    assertThat(told).hasValue(1);
  }

  @Test
  void whoWaitsTooLateIsToldAtOnce() {
    BoundedQueue queue = queue(WhenFull.BLOCK, 8, 1_000);
    queue.tellWhenRoom(told::incrementAndGet);
    assertThat(told).hasValue(1);
  }

  @Test
  void theNewestIsLostIfSoChosen() {
    BoundedQueue queue = queue(WhenFull.DROP_NEWEST, 3, 1_000);
    for (String text : List.of("a", "b", "c", "d", "e")) {
      assertThat(put(queue, text)).isTrue();
    }
    assertThat(rest(queue)).containsExactly("a", "b", "c");
    assertThat(losses.of(Loss.FULL)).isEqualTo(2);
  }

  @Test
  void theOldestIsLostIfSoChosen() {
    BoundedQueue queue = queue(WhenFull.DROP_OLDEST, 3, 1_000);
    for (String text : List.of("a", "b", "c", "d", "e")) {
      assertThat(put(queue, text)).isTrue();
    }
    assertThat(rest(queue)).containsExactly("c", "d", "e");
    assertThat(losses.of(Loss.FULL)).isEqualTo(2);
  }

  @Test
  void oneLargeMessageMayPushOutSeveral() {
    BoundedQueue queue = queue(WhenFull.DROP_OLDEST, 10, 10);
    put(queue, "aaaa");
    put(queue, "bbbb");
    put(queue, "ccccccc");
    assertThat(rest(queue)).containsExactly("ccccccc");
    assertThat(losses.of(Loss.FULL)).isEqualTo(2);
  }

  @Test
  void whatIsBeingWrittenTakesRoomAndIsNotLost() {
    BoundedQueue queue = queue(WhenFull.DROP_OLDEST, 3, 1_000);
    put(queue, "a");
    put(queue, "b");
    Received written = queue.poll();
    put(queue, "c");
    put(queue, "d");
    assertThat(written.text()).isEqualTo("a");
    assertThat(rest(queue)).containsExactly("c", "d");
    assertThat(queue.messages()).isEqualTo(3);
  }

  @Test
  void aMessageLargerThanTheWholeQueueIsLostAlone() {
    for (WhenFull mode : List.of(WhenFull.DROP_NEWEST, WhenFull.DROP_OLDEST)) {
      BoundedQueue queue = queue(mode, 3, 10);
      put(queue, "x".repeat(11));
      put(queue, "next");
      assertThat(rest(queue)).as(mode.name()).containsExactly("next");
    }
    assertThat(losses.of(Loss.FULL)).isEqualTo(2);
  }

  @Test
  void oneThatFloodsLeavesRoomForTheOthers() {
    for (WhenFull mode : List.of(WhenFull.BLOCK, WhenFull.DROP_NEWEST)) {
      BoundedQueue queue = shared(mode, 1_000, 1_000_000);
      for (int i = 0; i < 5_000 && flood(queue, "flood", "x"); i++) {
        assertThat(queue.messages()).as(mode.name()).isLessThan(900);
      }
      // Alone it may take four fifths.
      assertThat(queue.messages()).as(mode.name()).isBetween(798, 802);
      for (int i = 0; i < 50; i++) {
        assertThat(flood(queue, "quiet", "m" + i)).as(mode + " " + i).isTrue();
      }
      assertThat(rest(queue)).as(mode.name()).contains("m0", "m49");
    }
  }

  @Test
  void largeMessagesAreAFloodToo() {
    BoundedQueue queue = shared(WhenFull.BLOCK, 1_000, 10_000);
    while (flood(queue, "flood", "x".repeat(100))) {
      assertThat(queue.messages()).isLessThan(100);
    }
    assertThat(queue.messages()).isBetween(78, 82);
    assertThat(flood(queue, "quiet", "m")).isTrue();
  }

  @Test
  void whatIsWrittenNoLongerCountsAgainstIt() {
    BoundedQueue queue = shared(WhenFull.BLOCK, 100, 10_000);
    while (flood(queue, "flood", "x")) {
      assertThat(queue.messages()).isLessThan(100);
    }
    takeOut(queue, 60);
    assertThat(flood(queue, "flood", "x")).isTrue();
    queue.clear();
    assertThat(flood(queue, "flood", "x")).isTrue();
  }

  @Test
  void manyThatComeAndGoAreForgotten() {
    BoundedQueue queue = shared(WhenFull.BLOCK, 100, 10_000);
    for (int i = 0; i < 50_000; i++) {
      assertThat(flood(queue, "c" + i, "x")).isTrue();
      takeOut(queue, 1);
    }
  }

  private BoundedQueue shared(WhenFull whenFull, int messages, long bytes) {
    return new BoundedQueue(
        QueueOptions.defaults()
            .withMaxMessages(messages)
            .withMaxBytes(bytes)
            .withWhenFull(whenFull)
            .asShared(),
        losses);
  }

  private static boolean flood(BoundedQueue queue, String connection, String text) {
    return queue.offer(new Received(new InboundMessage.Text(connection, text), 0));
  }

  private BoundedQueue queue(WhenFull whenFull, int messages, long bytes) {
    return new BoundedQueue(
        QueueOptions.defaults()
            .withMaxMessages(messages)
            .withMaxBytes(bytes)
            .withWhenFull(whenFull),
        losses);
  }

  private static boolean put(BoundedQueue queue, String text) {
    return queue.offer(Texts.received(text));
  }

  private static void takeOut(BoundedQueue queue, int count) {
    for (int i = 0; i < count; i++) {
      queue.release(List.of(queue.poll()));
    }
  }

  private static List<String> rest(BoundedQueue queue) {
    List<String> texts = new ArrayList<>();
    for (Received message = queue.poll(); message != null; message = queue.poll()) {
      texts.add(message.text());
    }
    return texts;
  }
}
