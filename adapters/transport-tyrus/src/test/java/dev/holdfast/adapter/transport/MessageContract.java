package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises about messages, whatever runs below it. */
interface MessageContract extends LinkUnderTest {

  @Test
  default void messagesArriveInOrderWhateverTheirKind() {
    gateway()
        .onConnection(
            Scripts.sends(
                ServerFrame.text("grüße"),
                ServerFrame.binary((byte) 1, (byte) 2),
                ServerFrame.text(""),
                ServerFrame.binary()));
    RecordedLink link = open();
    link.awaitTexts("binary", 2);
    List<String> names = new ArrayList<>(link.names());
    names.removeIf("frames"::equals);
    assertThat(names).containsExactly("open", "text", "binary", "text", "binary");
    assertThat(link.texts("text")).containsExactly("grüße", "");
    assertThat(link.texts("binary")).containsExactly("0102", "");
  }

  @Test
  default void fragmentsAreJoinedAcrossControlFrames() throws Exception {
    byte[] euro = "€".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    gateway()
        .onConnection(
            Scripts.sends(
                ServerFrame.of(Opcode.TEXT, (byte) 'a', euro[0]).notFinal(),
                ServerFrame.ping("between"),
                ServerFrame.of(Opcode.CONTINUATION, euro[1]).notFinal(),
                ServerFrame.of(Opcode.CONTINUATION).notFinal(),
                ServerFrame.of(Opcode.CONTINUATION, euro[2], (byte) 'b'),
                ServerFrame.of(Opcode.BINARY, (byte) 1).notFinal(),
                ServerFrame.of(Opcode.CONTINUATION, (byte) 2)));
    RecordedLink link = open();
    assertThat(link.awaitTexts("binary", 1)).containsExactly("0102");
    assertThat(link.texts("text")).containsExactly("a€b");
    ClientFrame pong = record().awaitFrame(Opcode.PONG, SOON);
    assertThat(pong.text()).isEqualTo("between");
    assertThat(pong.masked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 200_000})
  default void messagesOfEveryLengthGoBothWays(int length) throws Exception {
    String text = "äb".repeat(length / 3) + "x".repeat(length % 3);
    gateway()
        .onConnection(
            connection -> {
              connection.acceptUpgrade();
              connection.sendText(connection.readFrame().text());
              connection.serve();
            });
    RecordedLink link = open();
    link.await("open");
    link.sendText(text);
    assertThat(link.awaitTexts("text", 1)).containsExactly(text);
    ClientFrame frame = record().awaitFrame(Opcode.TEXT, SOON);
    assertThat(frame.masked()).isTrue();
    assertThat(frame.fin()).isTrue();
    assertThat(frame.reserved()).isZero();
  }

  @Test
  default void whatIsWrittenLeavesInOrderAndIsConfirmedInOrder() throws Exception {
    RecordedLink link = open();
    link.await("open");
    List<Integer> confirmed = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    link.act(
        it -> {
          for (int i = 0; i < 1000; i++) {
            int number = i;
            it.sendText("message " + i, () -> confirmed.add(number));
          }
          it.sendBinary(ByteBuffer.wrap(new byte[] {7}), () -> confirmed.add(1000));
          it.sendPing(
              ByteBuffer.wrap(new byte[] {8}),
              () -> {
                confirmed.add(1001);
                done.countDown();
              });
          assertThat(confirmed).as("confirmed inside the call").isEmpty();
        });
    assertThat(done.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(link.onLoop(() -> List.copyOf(confirmed)))
        .isEqualTo(IntStream.rangeClosed(0, 1001).boxed().toList());
    record().awaitFrame(Opcode.PING, SOON);
    List<ClientFrame> frames = record().frames();
    assertThat(frames).hasSize(1002);
    assertThat(frames.get(999).text()).isEqualTo("message 999");
    assertThat(frames.get(1000).opcode()).isEqualTo(Opcode.BINARY);
    link.await("pong");
  }

  @Test
  default void binaryIsCopiedBeforeTheCallReturnsAndItsPositionStays() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.act(
        it -> {
          ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
          data.position(1);
          it.sendBinary(data, () -> {});
          assertThat(data.position()).isEqualTo(1);
          data.put(1, (byte) 99);
        });
    ByteBuffer seen = record().awaitFrame(Opcode.BINARY, SOON).payload();
    assertThat(seen).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4, 5, 6, 7, 8, 9, 10}));
  }

  @Test
  default void loneSurrogatesStillLeaveAsValidUtf8() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.sendText("a\ud800b");
    assertThat(record().awaitFrame(Opcode.TEXT, SOON).text()).isEqualTo("a?b");
  }

  @Test
  default void aPingMayCarry125BytesAndNotOneMore() {
    RecordedLink link = open();
    link.await("open");
    link.act(
        it -> {
          it.sendPing(ByteBuffer.allocate(125), () -> {});
          assertThatThrownBy(() -> it.sendPing(ByteBuffer.allocate(126), () -> {}))
              .isInstanceOf(IllegalArgumentException.class);
        });
    link.await("pong");
  }

  @Test
  default void framesAreToldBeforeTheMessagesInThemAndOncePerRead() {
    ServerFrame[] burst =
        IntStream.range(0, 50).mapToObj(i -> ServerFrame.text("m" + i)).toArray(ServerFrame[]::new);
    gateway()
        .onConnection(
            connection -> {
              connection.acceptUpgrade();
              java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
              for (ServerFrame frame : burst) {
                all.writeBytes(frame.bytes());
              }
              connection.sendRaw(all.toByteArray());
            });
    RecordedLink link = open();
    link.awaitTexts("text", 50);
    assertThat(link.names().indexOf("frames")).isEqualTo(1);
    assertThat(link.texts("frames").size()).isLessThan(10);
  }

  @Test
  default void nothingIsDeliveredWhileReadingIsPaused() throws Exception {
    gateway()
        .onConnection(
            Scripts.sends(
                ServerFrame.text("one"), ServerFrame.text("two"), ServerFrame.text("three")));
    RecordedLink link =
        open(
            (it, event) -> {
              if (event.text().equals("one")) {
                it.link().pauseReading();
                it.link().pauseReading();
              }
            });
    link.awaitTexts("text", 1);
    connection().send(ServerFrame.text("four"));
    // A round trip through the loop and the gateway: what could arrive would have.
    link.sendText("round trip");
    record().awaitFrame(Opcode.TEXT, SOON);
    assertThat(link.texts("text")).containsExactly("one");
    link.act(it -> it.resumeReading());
    assertThat(link.awaitTexts("text", 4)).containsExactly("one", "two", "three", "four");
  }

  @Test
  default void theLinkBelongsToItsLoop() {
    RecordedLink link = open();
    link.await("open");
    assertThatThrownBy(() -> link.link().abort()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> link.link().sendText("x", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
