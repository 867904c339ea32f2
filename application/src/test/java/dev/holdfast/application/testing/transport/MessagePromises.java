package dev.holdfast.application.testing.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises about messages on an open link. */
public interface MessagePromises {

  /** Where it is tried; the same during one test. */
  Stage stage();

  /** Order is kept, also between texts and data. */
  @Test
  default void messagesArriveInTheOrderInWhichTheyWereSent() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendTexts("grüße", "");
    side.sendBinary((byte) 1, (byte) 2);
    side.sendTexts("last");
    stage().texts(link, "text", 3);
    assertThat(link.calls()).containsExactly("open", "text", "text", "binary", "text");
    assertThat(link.texts("text")).containsExactly("grüße", "", "last");
    assertThat(link.texts("binary")).containsExactly("0102");
  }

  /** A message is told whole, and a ping in its middle is answered. */
  @Test
  default void fragmentsAreJoinedAcrossAPing() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendAroundPing("first, ", "p", "second");
    assertThat(stage().texts(link, "text", 1)).containsExactly("first, second");
    stage().received(side, "pong 70");
  }

  /** Frames count as soon as they are complete, of whatever kind. */
  @Test
  default void controlFramesAreFramesToo() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendPing("");
    stage().texts(link, "frames", 1);
    side.sendPong();
    stage().texts(link, "pong", 1);
    assertThat(link.heard())
        .containsExactly(
            new Heard("open", ""),
            new Heard("frames", ""),
            new Heard("frames", ""),
            new Heard("pong", ""));
  }

  /** Told before their messages and, when they were read together, once for all. */
  @Test
  default void framesAreToldBeforeTheMessagesInThem() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.sendTexts(IntStream.range(0, 50).mapToObj(i -> "m" + i).toArray(String[]::new));
    stage().texts(link, "text", 50);
    assertThat(link.heard().get(1).what()).isEqualTo("frames");
    assertThat(link.texts("frames").size()).isLessThan(10);
  }

  /** Whatever its length, a message is one message at the other end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 200_000})
  default void messagesOfEveryLengthGoBothWays(int length) {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    String text = "x".repeat(length);
    stage().act(link, it -> it.sendText(text, () -> {}));
    stage().received(side, "text " + text);
    side.sendTexts(text);
    assertThat(stage().texts(link, "text", 1)).containsExactly(text);
  }

  /** First in, first out, and the confirmations as well. */
  @Test
  default void whatIsWrittenLeavesInOrderAndIsConfirmedInOrder() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    stage()
        .act(
            link,
            it -> {
              for (int i = 0; i < 200; i++) {
                String text = "m" + i;
                it.sendText(text, () -> link.noteWritten(text));
              }
              it.sendBinary(ByteBuffer.wrap(new byte[] {7}), () -> link.noteWritten("data"));
              it.sendPing(ByteBuffer.wrap(new byte[] {8}), () -> link.noteWritten("ping"));
            });
    stage().received(side, "ping 08");
    List<String> expected = new ArrayList<>();
    IntStream.range(0, 200).forEach(i -> expected.add("m" + i));
    expected.add("data");
    expected.add("ping");
    assertThat(stage().texts(link, "written", 202)).isEqualTo(expected);
    assertThat(side.received()).hasSize(202).startsWith("text m0", "text m1");
    stage().texts(link, "pong", 1);
  }

  /** The caller may use its buffer again at once. */
  @Test
  default void dataIsCopiedBeforeTheCallReturns() {
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    stage()
        .act(
            link,
            it -> {
              ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});
              data.position(1);
              it.sendBinary(data, () -> {});
              assertThat(data.position()).isEqualTo(1);
              data.put(1, (byte) 99);
            });
    stage().received(side, "binary 0203");
  }

  /** Pausing holds everything back, resuming loses nothing and tells nothing inside the call. */
  @Test
  default void nothingIsDeliveredWhileReadingIsPaused() {
    HeardLink link =
        stage()
            .open(
                (it, call) -> {
                  if (call.text().equals("one")) {
                    it.link().pauseReading();
                    it.link().pauseReading();
                  }
                });
    GatewaySide side = stage().opened(link);
    side.sendTexts("one", "two", "three");
    stage().texts(link, "text", 1);
    side.sendTexts("four");
    // A round trip: what could arrive would have.
    stage().act(link, it -> it.sendText("round trip", () -> {}));
    stage().received(side, "text round trip");
    assertThat(link.texts("text")).containsExactly("one");
    stage().act(link, it -> it.resumeReading());
    assertThat(stage().texts(link, "text", 4)).containsExactly("one", "two", "three", "four");
  }

  /** A gateway that does not read is felt, and so is its return. */
  @Test
  default void aGatewayThatDoesNotReadMakesTheLinkUnwritableUntilItReads() {
    AtomicInteger confirmed = new AtomicInteger();
    HeardLink link = stage().open();
    GatewaySide side = stage().opened(link);
    side.freeze();
    String text = "x".repeat(8192);
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger rounds = new AtomicInteger();
    // What the kernels on the way take is taken in bursts: several refusals in a row mean the end.
    stage()
        .until(
            "the link takes no more",
            () -> {
              int before = sent.get();
              stage()
                  .act(
                      link,
                      it -> {
                        for (int i = 0; i < 100 && it.isWritable(); i++) {
                          it.sendText(text, confirmed::incrementAndGet);
                          sent.incrementAndGet();
                        }
                      });
              rounds.set(sent.get() == before ? rounds.get() + 1 : 0);
              return rounds.get() > 3;
            });
    assertThat(confirmed.get()).isLessThan(sent.get());
    int told = link.texts("writable").size();
    side.thaw();
    stage().texts(link, "writable", told + 1);
    stage().until("everything is confirmed", () -> confirmed.get() == sent.get());
    stage().until("everything has arrived", () -> side.receivedCount() == sent.get());
  }
}
