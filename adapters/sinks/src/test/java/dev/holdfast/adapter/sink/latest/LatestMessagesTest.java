package dev.holdfast.adapter.sink.latest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatestMessagesTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private final List<InboundMessage> handedOn = new ArrayList<>();
  private final List<String> safe = new ArrayList<>();
  private boolean room = true;
  private final LatestMessages latest = new LatestMessages(new Next(), clock::get);

  @Test
  void theLatestOfEachSensorIsRemembered() {
    reading("a", "310002", "1");
    reading("a", "310001", "2");
    clock.set(2_000);
    reading("a", "310002", "3");
    reading("b", "310002", "4");

    assertThat(latest.of("a"))
        .containsExactly(
            new LatestMessage(text("a", "310001", "2"), 1_000),
            new LatestMessage(text("a", "310002", "3"), 2_000));
    assertThat(latest.of("b")).hasSize(1);
    assertThat(latest.of("c")).isEmpty();
  }

  @Test
  void everythingIsHandedOnWithItsAnswer() {
    InboundMessage binary = new InboundMessage.Binary("a", ByteBuffer.wrap(new byte[] {1}));
    assertThat(latest.deliver(binary, LatestMessagesTest::never)).isTrue();
    room = false;
    assertThat(latest.deliver(text("a", "s", "x"), LatestMessagesTest::never)).isFalse();
    List<String> told = new ArrayList<>();
    latest.whenSafe(() -> told.add("safe"));

    assertThat(handedOn).containsExactly(binary, text("a", "s", "x"));
    assertThat(told).containsExactly("safe");
    assertThat(safe).as("it is the next who knows").containsExactly("asked");
  }

  @Test
  void whatIsAboutNobodyIsNotRemembered() {
    reading("a", "", "x");
    assertThat(latest.deliver(new InboundMessage.Gap("a", 7), LatestMessagesTest::never)).isTrue();

    assertThat(latest.of("a")).isEmpty();
  }

  @Test
  void beyondTheMostTheOldestGoes() {
    for (int i = 0; i <= LatestMessages.MESSAGES_MAX; i++) {
      clock.incrementAndGet();
      reading("a", "s" + i, "x");
    }

    assertThat(latest.of("a"))
        .hasSize(LatestMessages.MESSAGES_MAX)
        .noneMatch(each -> each.message().subject().equals("s0"));
  }

  @Test
  void allTogetherHaveABound() {
    String large = "x".repeat(LatestMessages.SIZE_MAX);
    for (int i = 0; i < 20; i++) {
      clock.incrementAndGet();
      reading("a", "s" + i, large);
    }

    assertThat(latest.of("a"))
        .hasSize(16)
        .noneMatch(each -> each.message().subject().equals("s3"))
        .anyMatch(each -> each.message().subject().equals("s4"));
  }

  @Test
  void oneThatIsTooLongIsNotThereAndNeitherIsAnOlderOne() {
    reading("a", "s", "x");
    reading("a", "s", "x".repeat(LatestMessages.SIZE_MAX + 1));
    assertThat(latest.of("a")).isEmpty();

    for (int i = 0; i < 16; i++) {
      reading("a", "s" + i, "x".repeat(LatestMessages.SIZE_MAX));
    }
    assertThat(latest.of("a")).as("nothing is counted twice").hasSize(16);
  }

  private static void never() {
    throw new AssertionError("there was room");
  }

  private void reading(String connection, String sensor, String text) {
    assertThat(latest.deliver(text(connection, sensor, text), LatestMessagesTest::never)).isTrue();
  }

  private static InboundMessage.Text text(String connection, String sensor, String text) {
    return new InboundMessage.Text(connection, "READING", sensor, text);
  }

  private final class Next implements MessageSink {

    @Override
    public boolean deliver(InboundMessage message, Runnable roomAgain) {
      handedOn.add(message);
      return room;
    }

    @Override
    public void whenSafe(Runnable told) {
      safe.add("asked");
      told.run();
    }
  }
}
