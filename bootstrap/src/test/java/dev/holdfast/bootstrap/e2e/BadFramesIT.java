package dev.holdfast.bootstrap.e2e;

import static dev.holdfast.adapter.transport.fixture.ServerFrame.binary;
import static dev.holdfast.adapter.transport.fixture.ServerFrame.close;
import static dev.holdfast.adapter.transport.fixture.ServerFrame.continuation;
import static dev.holdfast.adapter.transport.fixture.ServerFrame.ping;
import static dev.holdfast.adapter.transport.fixture.ServerFrame.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Frames that break RFC 6455 fail the connection with the right close code, never the process. */
@EndToEndTest
class BadFramesIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final byte BAD = (byte) 0xFF;

  static Stream<Violation> violations() {
    return Stream.of(
        // RFC 6455 5.2 and 5.8: reserved bits and opcodes that nothing was negotiated for.
        violation("RSV1", 1002, text("a").withReserved(4)),
        violation("RSV2", 1002, text("a").withReserved(2)),
        violation("RSV3 on a ping", 1002, ping("a").withReserved(1)),
        violation("unknown data opcode 3", 1002, ServerFrame.of(0x3, (byte) 1)),
        violation("unknown control opcode 11", 1002, ServerFrame.of(0xB)),
        // 5.1: a client fails on a masked frame.
        violation("masked text", 1002, text("a").withMask()),
        violation("masked ping", 1002, ping("a").withMask()),
        // 5.5: control frames are short and whole.
        violation("ping of 126 bytes", 1002, ping("x".repeat(126))),
        violation("close of 126 bytes", 1002, close(1000, "x".repeat(124))),
        violation("fragmented ping", 1002, ping("a").notFinal()),
        // 5.4: fragmentation.
        violation("orphan continuation", 1002, continuation("a")),
        violation("continuation after a whole message", 1002, text("a"), continuation("b")),
        violation("text inside a fragmented text", 1002, text("a").notFinal(), text("b")),
        // 8.1: text is UTF-8.
        violation("bad UTF-8", 1007, ServerFrame.of(Opcode.TEXT, (byte) 'a', BAD)),
        violation("UTF-8 cut off", 1007, ServerFrame.of(Opcode.TEXT, (byte) 0xE2, (byte) 0x82)),
        violation(
            "a surrogate in UTF-8",
            1007,
            ServerFrame.of(Opcode.TEXT, (byte) 0xED, (byte) 0xA0, (byte) 0x80)),
        violation(
            "bad UTF-8 over two fragments",
            1007,
            ServerFrame.of(Opcode.TEXT, (byte) 0xE2).notFinal(),
            ServerFrame.of(Opcode.CONTINUATION, (byte) 'a')),
        violation(
            "bad UTF-8 as reason", 1007, ServerFrame.of(Opcode.CLOSE, (byte) 3, (byte) 0xE8, BAD)),
        // 5.5.1: a close body holds a whole code or nothing.
        violation("close of one byte", 1002, ServerFrame.of(Opcode.CLOSE, (byte) 3)));
  }

  /** Lengths so absurd that one of two codes fits, and nothing of the body may be waited for. */
  static Stream<Violation> absurdLengths() {
    return Stream.of(
        absurd("the forbidden top bit", text("a").declaring(-1)),
        absurd("2^63 - 1", text("a").declaring(Long.MAX_VALUE)),
        absurd("2^32 + 5", binary((byte) 1).declaring((1L << 32) + 5)),
        absurd("2^31", binary((byte) 1).declaring(1L << 31)),
        absurd("1 GiB", binary((byte) 1).declaring(1L << 30)));
  }

  private static Violation violation(String name, int code, ServerFrame... frames) {
    return new Violation(name, List.of(code), List.of(frames));
  }

  private static Violation absurd(String name, ServerFrame frame) {
    return new Violation(name, List.of(1002, 1009), List.of(frame));
  }

  /** One way to break the protocol, and the codes that fit. */
  private record Violation(String name, List<Integer> codes, List<ServerFrame> frames) {}

  /** One process for all of them: what one violation left behind would show in the next. */
  @Test
  void everyViolationFailsTheConnectionAndTheLinkComesBack(Daemons daemons, RawGateway gateway)
      throws Exception {
    List<Violation> all = Stream.concat(violations(), absurdLengths()).toList();
    for (int i = 0; i < all.size(); i++) {
      gateway.script(
          i + 1, Scripts.sendsAndIsSilent(all.get(i).frames().toArray(ServerFrame[]::new)));
    }
    gateway.onConnection(Scripts.sends(text("after")));
    DaemonProcess daemon = daemons.run(gateway.uri()).with("RECONNECT_MAX_DELAY", "100ms").start();
    daemon.awaitStdout("after");

    assertThat(daemon.ends()).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      assertFailed(all.get(i), daemon.ends().get(i), gateway.awaitConnection(i + 1, SOON).record());
    }
    List<String> before = daemon.stdout();
    assertThat(before.subList(0, before.size() - 1)).containsOnly("a");
    daemon.assertNoStackTrace();
  }

  private static void assertFailed(Violation violation, StateChange end, ConnectionRecord record)
      throws InterruptedException {
    assertThat(end.from()).isEqualTo("CONNECTED");
    assertThat(end.cause()).as(violation.name()).isEqualTo("protocol-violation");
    assertThat(end.retryInMs().orElseThrow()).isEqualTo(100L);
    int sent = record.awaitCloseFrame(SOON).closeCode();
    assertThat(sent).as(violation.name()).isIn(violation.codes());
    assertThat(end.code()).as("the code in the log is the code on the wire").hasValue(sent);
    record.awaitEnd(SOON);
  }
}
