package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit at its edge: the last that passes and the first that does not. */
class LimitsTest extends LinkTest {

  private static final int FRAME = 1000;
  private static final int MESSAGE = 2500;

  private void useSmallLimits() {
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withLimits(new Limits(FRAME, MESSAGE, 4, 1024, 1024, 1024)));
  }

  private static ServerFrame first(int length) {
    return ServerFrame.text("x".repeat(length)).notFinal();
  }

  private static ServerFrame more(int length) {
    return ServerFrame.continuation("x".repeat(length)).notFinal();
  }

  private static ServerFrame last(int length) {
    return ServerFrame.continuation("x".repeat(length));
  }

  private void assertDelivered(int length, ServerFrame... frames) {
    gateway.onConnection(Scripts.sends(frames));
    assertThat(open().awaitTexts("text", 1).get(0)).hasSize(length);
  }

  private void assertTooBig(String words, ServerFrame... frames) throws Exception {
    gateway.onConnection(Scripts.sendsAndIsSilent(frames));
    RecordedLink link = open();
    Cause cause = link.awaitEnded();
    assertThat(cause.code()).isEqualTo(1009);
    assertThat(cause.detail()).contains(words);
    assertThat(link.texts("text")).isEmpty();
    assertThat(record(gateway.connectionsCount()).awaitCloseFrame(SOON).closeCode())
        .isEqualTo(1009);
  }

  @Test
  void aFrame() throws Exception {
    useSmallLimits();
    assertDelivered(FRAME, ServerFrame.text("x".repeat(FRAME)));
    assertTooBig("frame of 1001 bytes", ServerFrame.text("x".repeat(FRAME + 1)));
  }

  @Test
  void aMessageOfSeveralFrames() throws Exception {
    useSmallLimits();
    assertDelivered(MESSAGE, first(FRAME), more(FRAME), last(500));
    assertTooBig("message longer than 2500", first(FRAME), more(FRAME), last(501));
  }

  @Test
  void theFragmentsOfAMessage() throws Exception {
    useSmallLimits();
    assertDelivered(4, first(1), more(1), more(1), last(1));
    assertTooBig("more than 4 fragments", first(1), more(1), more(1), more(1), last(1));
    assertTooBig("more than 4 fragments", first(0), more(0), more(0), more(0), more(0));
  }

  @Test
  void limitsCountPerMessage() {
    useSmallLimits();
    gateway.onConnection(
        Scripts.sends(first(FRAME), more(FRAME), last(500), first(FRAME), more(FRAME), last(500)));
    assertThat(open().awaitTexts("text", 2)).hasSize(2);
  }

  @Test
  void sixteenMebibytesPass() throws Exception {
    byte[] binary = new byte[16 << 20];
    Arrays.fill(binary, (byte) 0x5a);
    gateway.onConnection(
        Scripts.sends(ServerFrame.binary(binary), ServerFrame.text("y".repeat(16 << 20))));
    RecordedLink link = open();
    assertThat(link.awaitTexts("binary", 1).get(0))
        .startsWith("5a5a")
        .endsWith("+" + ((16 << 20) - 32));
    assertThat(link.awaitTexts("text", 1).get(0)).hasSize(16 << 20);
  }

  @Test
  void sixteenMebibytesLeave() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.sendText("y".repeat(16 << 20));
    link.await("written");
    assertThat(record(1).awaitFrame(Opcode.TEXT, SOON).text()).isEqualTo("y".repeat(16 << 20));
  }

  @ParameterizedTest
  @ValueSource(longs = {(16 << 20) + 1, 1L << 31, (1L << 32) + 5, Long.MAX_VALUE})
  void aPromiseOfMoreIsRefusedBeforeABodyComes(long length) throws Exception {
    assertTooBig("the limit is 16777216", ServerFrame.binary().declaring(length));
  }

  @Test
  void anAnswerHeader() {
    useSmallLimits();
    gateway.onConnection(Scripts.upgradesWith(a -> a.header("X-Long", "x".repeat(700))));
    open().await("open");
    gateway.onConnection(Scripts.upgradesWith(a -> a.header("X-Long", "x".repeat(1025))));
    assertThat(open().awaitEnded().detail()).contains("longer than 1024 bytes");
  }

  @Test
  void optionsOutOfRangeAreRefusedWithTheirValue() {
    Limits.Builder limits = Limits.defaults().toBuilder();
    assertThatThrownBy(limits.maxFrameBytes(124)::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxFrameBytes must be between 125 and 1073741824 but was 124");
    assertThatThrownBy(limits.maxFrameBytes(125).maxMessageBytes((1 << 30) + 1)::build)
        .hasMessageContaining("maxMessageBytes")
        .hasMessageContaining("1073741825");
    assertThatThrownBy(limits.maxMessageBytes(125).maxFragments(0)::build)
        .hasMessageContaining("maxFragments");
    assertThatThrownBy(limits.maxFragments(1).maxHeaderBytes(1023)::build)
        .hasMessageContaining("maxHeaderBytes");
    assertThatThrownBy(limits.maxHeaderBytes(1024).highWaterMark(1023)::build)
        .hasMessageContaining("highWaterMark");
    assertThatThrownBy(limits.highWaterMark(1024).maxBufferedBytes(1023)::build)
        .hasMessage("maxBufferedBytes must be between 1024 and 2147483647 but was 1023");
    assertThat(limits.maxBufferedBytes(1024).build())
        .isEqualTo(new Limits(125, 125, 1, 1024, 1024, 1024));
  }
}
