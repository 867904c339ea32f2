package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that break RFC 6455: each fails the connection with the code that the RFC asks for. */
class FrameViolationTest extends LinkTest {

  private static Arguments broken(String rule, int code, ServerFrame... frames) {
    return Arguments.of(rule, code, frames);
  }

  static Stream<Arguments> violations() {
    byte[] tooLongControl = new byte[126];
    return Stream.of(
            broken("reserved bits", 1002, ServerFrame.text("x").withReserved(4)),
            broken("reserved bits", 1002, ServerFrame.text("x").withReserved(2)),
            broken("reserved bits", 1002, ServerFrame.ping("x").withReserved(1)),
            broken("reserved bits", 1002, ServerFrame.close(1000, "").withReserved(7)),
            broken("masked", 1002, ServerFrame.text("x").withMask()),
            broken("masked", 1002, ServerFrame.close(1000, "").withMask()),
            broken("fragmented control", 1002, ServerFrame.ping("x").notFinal()),
            broken("fragmented control", 1002, ServerFrame.of(Opcode.PONG).notFinal()),
            broken("fragmented control", 1002, ServerFrame.closeWithoutCode().notFinal()),
            broken("longer than 125", 1002, ServerFrame.of(Opcode.PING, tooLongControl)),
            broken("longer than 125", 1002, ServerFrame.of(Opcode.PONG, tooLongControl)),
            broken("longer than 125", 1002, ServerFrame.close(1000, "x".repeat(124))),
            broken("without a message", 1002, ServerFrame.continuation("x")),
            broken("without a message", 1002, ServerFrame.continuation("x").notFinal()),
            broken(
                "without a message",
                1002,
                ServerFrame.text("a").notFinal(),
                ServerFrame.continuation("b"),
                ServerFrame.continuation("c")),
            broken(
                "inside a fragmented",
                1002,
                ServerFrame.text("a").notFinal(),
                ServerFrame.text("b")),
            broken(
                "inside a fragmented",
                1002,
                ServerFrame.binary((byte) 1).notFinal(),
                ServerFrame.ping("allowed"),
                ServerFrame.binary((byte) 2).notFinal()),
            broken("highest bit", 1002, ServerFrame.text("x").declaring(-1)),
            broken("highest bit", 1002, ServerFrame.text("x").declaring(Long.MIN_VALUE)),
            broken("shortest form", 1002, ServerFrame.text("x").declaring(1)),
            broken("shortest form", 1002, ServerFrame.text("x").declaring(65535)),
            broken("the limit is", 1009, ServerFrame.text("x").declaring((16 << 20) + 1)),
            broken("the limit is", 1009, ServerFrame.binary().declaring(1L << 31)),
            broken("the limit is", 1009, ServerFrame.binary().declaring(Long.MAX_VALUE)),
            broken("half a close code", 1002, ServerFrame.of(Opcode.CLOSE, (byte) 3)),
            broken(
                "close reason is not UTF-8",
                1007,
                ServerFrame.of(Opcode.CLOSE, (byte) 3, (byte) 0xe8, (byte) 0xff)),
            broken(
                "close reason is not UTF-8",
                1007,
                ServerFrame.of(Opcode.CLOSE, (byte) 3, (byte) 0xe8, (byte) 0xe2, (byte) 0x82)))
        .flatMap(each -> Stream.of(each));
  }

  static Stream<Arguments> unknownOpcodes() {
    return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
        .mapToObj(opcode -> broken("unknown opcode " + opcode, 1002, ServerFrame.of(opcode)));
  }

  static Stream<Arguments> closeCodesNeverSent() {
    return IntStream.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535)
        .mapToObj(code -> broken("close code " + code, 1002, ServerFrame.close(code, "")));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource({"violations", "unknownOpcodes", "closeCodesNeverSent"})
  void failsTheConnection(String rule, int code, ServerFrame... frames) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.sendText("good");
          connection.send(frames);
        });
    RecordedLink link = open();
    Cause cause = link.awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    assertThat(cause.code()).isEqualTo(code);
    assertThat(cause.detail()).contains(rule);
    assertThat(link.texts("text")).startsWith("good").doesNotContain("x", "c");
    ConnectionRecord seen = record(1);
    assertThat(seen.awaitCloseFrame(SOON).closeCode()).isEqualTo(code);
    seen.awaitEnd(SOON);
  }

  /** Byte sequences that are not UTF-8, in hexadecimal (RFC 3629 sections 3 and 4). */
  static Stream<String> badUtf8() {
    return Stream.of(
        "80",
        "bf",
        "c080",
        "c1bf",
        "c328",
        "e08080",
        "e09fbf",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08fbfbf",
        "f4908080",
        "f5808080",
        "f8888080",
        "fe",
        "ff",
        "61ff62",
        "c3",
        "e282",
        "f09f98",
        "ceba e1bdb9 cf83 cebc ceb5 eda080 656469746564");
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource("badUtf8")
  void badUtf8InOneFrameIs1007(String hex) throws Exception {
    assertInvalidText(ServerFrame.of(Opcode.TEXT, bytes(hex)));
  }

  @ParameterizedTest
  @MethodSource("badUtf8")
  void badUtf8AcrossFramesIs1007(String hex) throws Exception {
    byte[] all = bytes(hex);
    ServerFrame[] frames = new ServerFrame[all.length + 2];
    frames[0] = ServerFrame.text("good so far ä").notFinal();
    for (int i = 0; i < all.length; i++) {
      frames[i + 1] = ServerFrame.of(Opcode.CONTINUATION, all[i]).notFinal();
    }
    frames[all.length + 1] = ServerFrame.continuation("");
    assertInvalidText(frames);
  }

  private void assertInvalidText(ServerFrame... frames) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.send(frames);
        });
    RecordedLink link = open();
    Cause cause = link.awaitEnded();
    assertThat(cause).isEqualTo(Cause.protocolViolation(1007, "text is not UTF-8"));
    assertThat(record(1).awaitCloseFrame(SOON).closeCode()).isEqualTo(1007);
    assertThat(link.texts("text")).isEmpty();
  }

  @Test
  void badUtf8FailsAtTheFirstWrongByteNotAtTheEndOfTheFrame() throws Exception {
    byte[] whole = ServerFrame.of(Opcode.TEXT, bytes("f4908080" + "61".repeat(96))).bytes();
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          // Header, one good byte, one that cannot follow it; the rest never comes.
          connection.sendRaw(Arrays.copyOf(whole, 4));
        });
    assertThat(open().awaitEnded().code()).isEqualTo(1007);
  }

  @Test
  void badUtf8FailsBeforeTheMessageIsComplete() throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.send(
              ServerFrame.text("κόσμε").notFinal(),
              ServerFrame.of(Opcode.CONTINUATION, bytes("f490")).notFinal());
        });
    assertThat(open().awaitEnded().code()).isEqualTo(1007);
  }

  @Test
  void allOfUtf8IsLetThroughByteByByte() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c : new int[] {0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000}) {
      all.appendCodePoint(c);
    }
    all.appendCodePoint(0x10ffff).appendCodePoint(0x40000).appendCodePoint(0xfffff);
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.drip(Duration.ofMillis(1));
          connection.sendText(all.toString());
        });
    assertThat(open().awaitTexts("text", 1)).containsExactly(all.toString());
  }
}
