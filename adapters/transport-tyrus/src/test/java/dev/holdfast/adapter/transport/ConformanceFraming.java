package dev.holdfast.adapter.transport;

import static dev.holdfast.adapter.transport.Conformance.binary;
import static dev.holdfast.adapter.transport.Conformance.pong;
import static dev.holdfast.adapter.transport.Conformance.text;

import dev.holdfast.adapter.transport.Conformance.Delivery;
import dev.holdfast.adapter.transport.Conformance.Reply;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Categories 1 to 5: framing, pings and pongs, reserved bits, opcodes, fragmentation. */
final class ConformanceFraming {

  private static final byte[] BYTES = {0, (byte) 0xff, (byte) 0xfe, (byte) 0xfd, (byte) 0xfc, 0};
  private static final ServerFrame PING = ServerFrame.ping("");

  private ConformanceFraming() {}

  static List<Conformance> cases() {
    List<Conformance> all = new ArrayList<>();
    all.addAll(framing());
    all.addAll(pings());
    all.addAll(reservedBits());
    all.addAll(opcodes());
    all.addAll(brokenFragments());
    all.addAll(fragments());
    return all;
  }

  private static List<Conformance> framing() {
    int[] lengths = {0, 125, 126, 127, 128, 65_535, 65_536, 65_536};
    List<Conformance> cases = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      Delivery how = i == 7 ? Delivery.chops(997) : Delivery.ONE_WRITE;
      String text = "*".repeat(lengths[i]);
      cases.add(
          Conformance.of(
                  "1.1." + (i + 1), "text of " + lengths[i] + " bytes", ServerFrame.text(text))
              .delivered(how)
              .answeredBy(text(text)));
    }
    for (int i = 0; i < lengths.length; i++) {
      Delivery how = i == 7 ? Delivery.chops(997) : Delivery.ONE_WRITE;
      byte[] bytes = new byte[lengths[i]];
      java.util.Arrays.fill(bytes, (byte) 0xfe);
      cases.add(
          Conformance.of(
                  "1.2." + (i + 1), "binary of " + lengths[i] + " bytes", ServerFrame.binary(bytes))
              .delivered(how)
              .answeredBy(binary(bytes)));
    }
    return cases;
  }

  private static List<Conformance> pings() {
    byte[] most = new byte[125];
    java.util.Arrays.fill(most, (byte) 0xfe);
    ServerFrame unasked = ServerFrame.of(Opcode.PONG, (byte) 'u');
    ServerFrame[] ten =
        IntStream.range(0, 10)
            .mapToObj(i -> ServerFrame.ping("payload-" + i))
            .toArray(ServerFrame[]::new);
    Reply[] answers =
        IntStream.range(0, 10).mapToObj(i -> pong("payload-" + i)).toArray(Reply[]::new);
    return List.of(
        Conformance.of("2.1", "ping without payload", PING).answeredBy(pong()),
        Conformance.of("2.2", "ping with text", ServerFrame.ping("Hello, world!"))
            .answeredBy(pong("Hello, world!")),
        Conformance.of("2.3", "ping with bytes that are not UTF-8", ping(BYTES))
            .answeredBy(pong(BYTES)),
        Conformance.of("2.4", "ping of 125 bytes", ping(most)).answeredBy(pong(most)),
        Conformance.of("2.5", "ping of 126 bytes", ping(new byte[126])).fails(1002),
        Conformance.of("2.6", "ping of 125 bytes", ping(most))
            .delivered(Delivery.OCTET_WISE)
            .answeredBy(pong(most)),
        Conformance.of("2.7", "pong that nobody asked for, empty", ServerFrame.of(Opcode.PONG)),
        Conformance.of("2.8", "pong that nobody asked for", unasked),
        Conformance.of(
                "2.9", "pong that nobody asked for, then ping", unasked, ServerFrame.ping("p"))
            .answeredBy(pong("p")),
        Conformance.of("2.10", "10 pings", ten).answeredBy(answers),
        Conformance.of("2.11", "10 pings", ten).delivered(Delivery.OCTET_WISE).answeredBy(answers));
  }

  private static List<Conformance> reservedBits() {
    ServerFrame good = ServerFrame.text("good");
    ServerFrame bad = ServerFrame.text("bad").withReserved(2);
    String goodBadPing = "text, text with RSV2, ping";
    return List.of(
        Conformance.of("3.1", "text with RSV3", ServerFrame.text("bad").withReserved(1))
            .fails(1002),
        Conformance.of("3.2", goodBadPing, good, bad, PING).answeredBy(text("good")).fails(1002),
        Conformance.of("3.3", goodBadPing, good, bad, PING)
            .delivered(Delivery.FRAME_WISE)
            .answeredBy(text("good"))
            .fails(1002),
        Conformance.of("3.4", goodBadPing, good, bad, PING)
            .delivered(Delivery.OCTET_WISE)
            .answeredBy(text("good"))
            .fails(1002),
        Conformance.of(
                "3.5", "binary with RSV1 and RSV3", ServerFrame.binary(BYTES).withReserved(5))
            .fails(1002),
        Conformance.of("3.6", "ping with RSV1 and RSV2", ServerFrame.ping("p").withReserved(6))
            .fails(1002),
        Conformance.of("3.7", "close with all three", ServerFrame.close(1000, "").withReserved(7))
            .fails(1002));
  }

  private static List<Conformance> opcodes() {
    List<Conformance> cases = new ArrayList<>();
    for (int group = 1; group <= 2; group++) {
      int first = group == 1 ? 3 : 11;
      for (int i = 0; i < 5; i++) {
        int opcode = first + i;
        ServerFrame unknown =
            i % 2 == 0 ? ServerFrame.of(opcode) : ServerFrame.of(opcode, (byte) 'x');
        String id = "4." + group + "." + (i + 1);
        String words = "opcode " + opcode + (i % 2 == 0 ? "" : " with payload");
        Delivery how = i == 4 ? Delivery.OCTET_WISE : Delivery.ONE_WRITE;
        cases.add(
            i < 2
                ? Conformance.of(id, words, unknown).fails(1002)
                : Conformance.of(
                        id, "text, " + words + ", ping", ServerFrame.text("good"), unknown, PING)
                    .delivered(how)
                    .answeredBy(text("good"))
                    .fails(1002));
      }
    }
    return cases;
  }

  private static List<Conformance> brokenFragments() {
    ServerFrame stray = ServerFrame.continuation("stray");
    ServerFrame text = ServerFrame.text("good");
    List<Conformance> cases = new ArrayList<>();
    cases.add(
        Conformance.of("5.1", "ping in two fragments", ServerFrame.ping("a").notFinal(), stray)
            .fails(1002));
    cases.add(
        Conformance.of(
                "5.2",
                "pong in two fragments",
                ServerFrame.of(Opcode.PONG, (byte) 'a').notFinal(),
                stray)
            .fails(1002));
    Delivery[] ways = {Delivery.ONE_WRITE, Delivery.FRAME_WISE, Delivery.OCTET_WISE};
    for (int i = 0; i < ways.length; i++) {
      cases.add(
          Conformance.of("5." + (9 + i), "continuation of nothing, then text", stray, text)
              .delivered(ways[i])
              .fails(1002));
      cases.add(
          Conformance.of(
                  "5." + (12 + i),
                  "continuation of nothing without FIN, then text",
                  stray.notFinal(),
                  text)
              .delivered(ways[i])
              .fails(1002));
    }
    cases.add(
        Conformance.of(
                "5.15",
                "text in two fragments, continuation of nothing, text",
                ServerFrame.text("frag").notFinal(),
                ServerFrame.continuation("ment"),
                stray.notFinal(),
                text)
            .answeredBy(text("fragment"))
            .fails(1002));
    cases.add(
        Conformance.of(
                "5.16",
                "twice: continuation without FIN, text",
                stray.notFinal(),
                text,
                stray.notFinal(),
                text)
            .fails(1002));
    cases.add(
        Conformance.of("5.17", "twice: continuation with FIN, text", stray, text, stray, text)
            .fails(1002));
    cases.add(
        Conformance.of(
                "5.18",
                "text in two fragments that both say text",
                ServerFrame.text("a").notFinal(),
                ServerFrame.text("b"))
            .fails(1002));
    return cases;
  }

  private static List<Conformance> fragments() {
    ServerFrame one = ServerFrame.text("frag").notFinal();
    ServerFrame two = ServerFrame.continuation("ment");
    ServerFrame between = ServerFrame.ping("between");
    Delivery[] ways = {Delivery.ONE_WRITE, Delivery.FRAME_WISE, Delivery.OCTET_WISE};
    List<Conformance> cases = new ArrayList<>();
    for (int i = 0; i < ways.length; i++) {
      cases.add(
          Conformance.of("5." + (3 + i), "text in two fragments", one, two)
              .delivered(ways[i])
              .answeredBy(text("fragment")));
      cases.add(
          Conformance.of("5." + (6 + i), "text in two fragments, ping between", one, between, two)
              .delivered(ways[i])
              .answeredBy(pong("between"), text("fragment")));
    }
    ServerFrame[] five = {
      ServerFrame.text("f1").notFinal(),
      ServerFrame.continuation("f2").notFinal(),
      ServerFrame.ping("ping 1"),
      ServerFrame.continuation("f3").notFinal(),
      ServerFrame.continuation("f4").notFinal(),
      ServerFrame.ping("ping 2"),
      ServerFrame.continuation("f5")
    };
    for (int i = 0; i < 2; i++) {
      cases.add(
          Conformance.of("5." + (19 + i), "text in 5 fragments, pings after 2 and 4", five)
              .delivered(ways[i])
              .answeredBy(pong("ping 1"), pong("ping 2"), text("f1f2f3f4f5")));
    }
    return cases;
  }

  private static ServerFrame ping(byte... payload) {
    return ServerFrame.of(Opcode.PING, payload);
  }
}
