package dev.holdfast.adapter.transport;

import static dev.holdfast.adapter.transport.Conformance.text;

import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Category 7: the closing handshake, its payload and its codes. */
final class ConformanceClosing {

  private static final int[] ALLOWED = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
  };

  private static final int[] FORBIDDEN = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999};

  private ConformanceClosing() {}

  static List<Conformance> cases() {
    List<Conformance> all = new ArrayList<>();
    all.addAll(order());
    all.addAll(payloads());
    for (int i = 0; i < ALLOWED.length; i++) {
      all.add(
          Conformance.of("7.7." + (i + 1), "close " + ALLOWED[i], ServerFrame.close(ALLOWED[i], ""))
              .closed(OptionalInt.of(ALLOWED[i])));
    }
    for (int i = 0; i < FORBIDDEN.length; i++) {
      all.add(forbidden("7.9." + (i + 1), FORBIDDEN[i]));
    }
    all.add(forbidden("7.13.1", 5000));
    all.add(forbidden("7.13.2", 65_535));
    return all;
  }

  private static Conformance forbidden(String id, int code) {
    return Conformance.of(id, "close " + code, ServerFrame.close(code, "")).fails(1002);
  }

  private static List<Conformance> order() {
    ServerFrame close = ServerFrame.close(1000, "");
    OptionalInt normally = OptionalInt.of(1000);
    String large = "*".repeat(256 << 10);
    return List.of(
        Conformance.of("7.1.1", "text, close", ServerFrame.text("Hello World!"), close)
            .answeredBy(text("Hello World!"))
            .closed(normally),
        Conformance.of("7.1.2", "close twice", close, close).closed(normally),
        Conformance.of("7.1.3", "close, ping", close, ServerFrame.ping("")).closed(normally),
        Conformance.of("7.1.4", "close, text", close, ServerFrame.text("late")).closed(normally),
        Conformance.of(
                "7.1.5",
                "first fragment of a text, close, second fragment",
                ServerFrame.text("a").notFinal(),
                close,
                ServerFrame.continuation("b"))
            .closed(normally),
        Conformance.of(
                "7.1.6",
                "text of 256 KiB, close, ping",
                ServerFrame.text(large),
                close,
                ServerFrame.ping(""))
            .answeredBy(text(large))
            .closed(normally));
  }

  private static List<Conformance> payloads() {
    OptionalInt normally = OptionalInt.of(1000);
    return List.of(
        Conformance.of("7.3.1", "close without payload", ServerFrame.closeWithoutCode())
            .closed(OptionalInt.empty()),
        Conformance.of("7.3.2", "close of one byte", ServerFrame.of(Opcode.CLOSE, (byte) 'a'))
            .fails(1002),
        Conformance.of("7.3.3", "close with a code", ServerFrame.close(1000, "")).closed(normally),
        Conformance.of("7.3.4", "close with a reason", ServerFrame.close(1000, "Hello World!"))
            .closed(normally),
        Conformance.of(
                "7.3.5", "close with the longest reason", ServerFrame.close(1000, "*".repeat(123)))
            .closed(normally),
        Conformance.of(
                "7.3.6", "close with a reason too long", ServerFrame.close(1000, "*".repeat(124)))
            .fails(1002),
        Conformance.of(
                "7.5.1",
                "close with a reason that is not UTF-8",
                ServerFrame.of(Opcode.CLOSE, (byte) 3, (byte) 0xe8, (byte) 0xce, (byte) 0xff))
            .fails(1007));
  }
}
