package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this transport promises about messages beyond the port, byte for byte on the wire. */
interface MessageContract extends LinkUnderTest {

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
  default void everyLengthIsOneMaskedFrame(int length) throws Exception {
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
  default void theLinkBelongsToItsLoop() {
    RecordedLink link = open();
    link.await("open");
    assertThatThrownBy(() -> link.link().abort()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> link.link().sendText("x", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
