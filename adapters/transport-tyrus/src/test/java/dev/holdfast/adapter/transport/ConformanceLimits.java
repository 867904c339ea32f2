package dev.holdfast.adapter.transport;

import static dev.holdfast.adapter.transport.Conformance.binary;
import static dev.holdfast.adapter.transport.Conformance.text;

import dev.holdfast.adapter.transport.Conformance.Delivery;
import dev.holdfast.adapter.transport.Conformance.Reply;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Categories 9 and 10: large messages, many fragments, many round trips, odd cuts. */
final class ConformanceLimits {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final int[] SIZES = {64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB};

  private ConformanceLimits() {}

  static List<Conformance> cases() {
    List<Conformance> all = new ArrayList<>();
    for (boolean text : new boolean[] {true, false}) {
      String kind = text ? "text" : "binary";
      for (int i = 0; i < SIZES.length; i++) {
        all.add(
            Conformance.of(
                    (text ? "9.1." : "9.2.") + (i + 1),
                    kind + " of " + words(SIZES[i]),
                    message(text, SIZES[i]))
                .answeredBy(reply(text, SIZES[i])));
      }
      for (int i = 0, size = 64; i < 9; i++, size *= 4) {
        all.add(
            Conformance.of(
                    (text ? "9.3." : "9.4.") + (i + 1),
                    kind + " of 4 MiB in fragments of " + words(size),
                    fragments(text, 4 * MIB, size))
                .answeredBy(reply(text, 4 * MIB)));
      }
      for (int i = 0, chop = 64; i < 6; i++, chop *= 2) {
        all.add(
            Conformance.of(
                    (text ? "9.5." : "9.6.") + (i + 1), kind + " of 1 MiB", message(text, MIB))
                .delivered(Delivery.chops(chop))
                .answeredBy(reply(text, MIB)));
      }
      all.addAll(roundTrips(text, kind));
    }
    all.add(
        Conformance.of(
                "10.1.1",
                "text of 64 KiB in fragments of 1300 bytes",
                fragments(true, 64 * KIB, 1300))
            .answeredBy(reply(true, 64 * KIB)));
    return all;
  }

  private static List<Conformance> roundTrips(boolean text, String kind) {
    int[] sizes = {0, 16, 64, 256, KIB, 4 * KIB};
    List<Conformance> cases = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      ServerFrame[] frames = new ServerFrame[1000];
      Reply[] replies = new Reply[1000];
      Arrays.fill(frames, message(text, sizes[i]));
      Arrays.fill(replies, reply(text, sizes[i]));
      cases.add(
          Conformance.of(
                  (text ? "9.7." : "9.8.") + (i + 1),
                  "1000 times " + kind + " of " + words(sizes[i]),
                  frames)
              .delivered(Delivery.ROUND_TRIPS)
              .answeredBy(replies));
    }
    return cases;
  }

  private static ServerFrame[] fragments(boolean text, int length, int size) {
    List<ServerFrame> frames = new ArrayList<>();
    for (int from = 0; from < length; from += size) {
      byte[] part = payload(text, Math.min(size, length - from));
      int opcode = from > 0 ? Opcode.CONTINUATION : text ? Opcode.TEXT : Opcode.BINARY;
      ServerFrame frame = ServerFrame.of(opcode, part);
      frames.add(from + size >= length ? frame : frame.notFinal());
    }
    return frames.toArray(ServerFrame[]::new);
  }

  private static ServerFrame message(boolean text, int length) {
    return ServerFrame.of(text ? Opcode.TEXT : Opcode.BINARY, payload(text, length));
  }

  private static Reply reply(boolean text, int length) {
    return text
        ? text(new String(payload(true, length), StandardCharsets.US_ASCII))
        : binary(payload(false, length));
  }

  private static byte[] payload(boolean text, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, text ? (byte) '*' : (byte) 0xfe);
    return bytes;
  }

  private static String words(int bytes) {
    if (bytes >= MIB) {
      return bytes / MIB + " MiB";
    }
    return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
  }
}
