package dev.holdfast.adapter.transport;

import static dev.holdfast.adapter.transport.Conformance.text;

import dev.holdfast.adapter.transport.Conformance.Delivery;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Category 6: text is UTF-8, and what is not fails at once. The byte sequences are those of Markus
 * Kuhn's decoder stress test, which the Autobahn testsuite uses too.
 */
final class ConformanceText {

  private static final String GREEK_HEX = "cebae1bdb9cf83cebcceb5";
  private static final String EDITED_HEX = "656469746564";

  /** Sequences by case; whether one is valid is asked of the Java runtime, not of our check. */
  private static final String[][] SEQUENCES = {
    {
      "6.5",
      "valid",
      hex("hello$world"),
      hex("hello¢world"),
      hex("hello€world"),
      hex("hello\uD852\uDF62world"),
      GREEK_HEX
    },
    {
      "6.6",
      "every beginning of κόσμε",
      "ce",
      "ceba",
      "cebae1",
      "cebae1bd",
      "cebae1bdb9",
      "cebae1bdb9cf",
      "cebae1bdb9cf83",
      "cebae1bdb9cf83ce",
      "cebae1bdb9cf83cebc",
      "cebae1bdb9cf83cebcce",
      GREEK_HEX
    },
    {"6.7", "the first of a length", "00", "c280", "e0a080", "f0908080"},
    {"6.8", "the first of 5 and 6 bytes", "f888808080", "fc8480808080"},
    {"6.9", "the last of a length", "7f", "dfbf", "efbfbf", "f48fbfbf"},
    {"6.10", "the last of 4, 5 and 6 bytes", "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"},
    {"6.11", "other boundaries", "ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "f4908080"},
    {
      "6.12",
      "continuation bytes alone",
      "80",
      "bf",
      "80bf",
      "80bf80",
      "80bf80bf",
      "80bf80bf80",
      "80bf80bf80bf",
      range(0x80, 0xbf, "")
    },
    {
      "6.13",
      "lonely first bytes",
      range(0xc0, 0xdf, "20"),
      range(0xe0, 0xef, "20"),
      range(0xf0, 0xf7, "20"),
      range(0xf8, 0xfb, "20"),
      range(0xfc, 0xfd, "20")
    },
    {
      "6.14",
      "the last byte missing",
      "c0",
      "e080",
      "f08080",
      "f8808080",
      "fc80808080",
      "df",
      "efbf",
      "f7bfbf",
      "fbbfbfbf",
      "fdbfbfbfbf"
    },
    {
      "6.15", "all of 6.14 together", "c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf"
    },
    {"6.16", "impossible bytes", "fe", "ff", "fefeffff"},
    {"6.17", "overlong slash", "c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"},
    {"6.18", "the longest overlong", "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"},
    {"6.19", "overlong NUL", "c080", "e08080", "f0808080", "f880808080", "fc8080808080"},
    {
      "6.20",
      "single surrogates",
      "eda080",
      "edadbf",
      "edae80",
      "edafbf",
      "edb080",
      "edbe80",
      "edbfbf"
    },
    {
      "6.21",
      "paired surrogates",
      "eda080edb080",
      "eda080edbfbf",
      "edadbfedb080",
      "edadbfedbfbf",
      "edae80edb080",
      "edae80edbfbf",
      "edafbfedb080",
      "edafbfedbfbf"
    },
    nonCharacters(),
    {"6.23", "specials", "efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"}
  };

  private ConformanceText() {}

  static List<Conformance> cases() {
    List<Conformance> all = new ArrayList<>();
    all.addAll(empty());
    all.addAll(pieces());
    all.addAll(failFast());
    for (String[] group : SEQUENCES) {
      for (int i = 2; i < group.length; i++) {
        all.add(sequence(group[0] + "." + (i - 1), group[1], bytes(group[i])));
      }
    }
    return all;
  }

  private static Conformance sequence(String id, String group, byte[] bytes) {
    String shown = HexFormat.of().formatHex(bytes);
    String words = group + ": " + (shown.length() > 24 ? shown.substring(0, 24) + "…" : shown);
    Conformance made = Conformance.of(id, words, ServerFrame.of(Opcode.TEXT, bytes));
    return isUtf8(bytes) ? made.answeredBy(text(bytes)) : made.fails(1007);
  }

  private static List<Conformance> empty() {
    ServerFrame none = ServerFrame.text("").notFinal();
    ServerFrame more = ServerFrame.continuation("").notFinal();
    return List.of(
        Conformance.of("6.1.1", "empty text", ServerFrame.text("")).answeredBy(text("")),
        Conformance.of(
                "6.1.2", "text of 3 empty fragments", none, more, ServerFrame.continuation(""))
            .answeredBy(text("")),
        Conformance.of(
                "6.1.3",
                "text of 3 fragments, the first and the last empty",
                none,
                ServerFrame.continuation("middle").notFinal(),
                ServerFrame.continuation(""))
            .answeredBy(text("middle")));
  }

  private static List<Conformance> pieces() {
    String hello = "Hello-µ@ßöäüàá-UTF-8!!";
    byte[] all = hello.getBytes(StandardCharsets.UTF_8);
    byte[] half = "Hello-µ@ßö".getBytes(StandardCharsets.UTF_8);
    byte[] bad = bytes(GREEK_HEX + "eda080" + EDITED_HEX);
    return List.of(
        Conformance.of("6.2.1", "valid text", ServerFrame.text(hello)).answeredBy(text(hello)),
        Conformance.of(
                "6.2.2",
                "valid text in two fragments, cut between characters",
                ServerFrame.of(Opcode.TEXT, half).notFinal(),
                ServerFrame.of(
                    Opcode.CONTINUATION, Arrays.copyOfRange(all, half.length, all.length)))
            .answeredBy(text(hello)),
        Conformance.of("6.2.3", "valid text, a fragment a byte", perByte(all))
            .answeredBy(text(hello)),
        Conformance.of("6.2.4", "κόσμε, a fragment a byte", perByte(bytes(GREEK_HEX)))
            .answeredBy(text(bytes(GREEK_HEX))),
        Conformance.of("6.3.1", "a surrogate inside", ServerFrame.of(Opcode.TEXT, bad)).fails(1007),
        Conformance.of("6.3.2", "a surrogate inside, a fragment a byte", perByte(bad)).fails(1007));
  }

  /** What follows the bad byte is never sent, so waiting for it would be noticed. */
  private static List<Conformance> failFast() {
    byte[] whole = ServerFrame.of(Opcode.TEXT, bytes(GREEK_HEX + "f4908080" + EDITED_HEX)).bytes();
    int good = 2 + GREEK_HEX.length() / 2;
    return List.of(
        Conformance.of(
                "6.4.1",
                "valid fragment, invalid fragment; the third never comes",
                fragment(Opcode.TEXT, GREEK_HEX),
                fragment(Opcode.CONTINUATION, "f4908080"))
            .delivered(Delivery.FRAME_WISE)
            .fails(1007),
        Conformance.of(
                "6.4.2",
                "valid fragment, first half and second byte of an invalid character",
                fragment(Opcode.TEXT, GREEK_HEX + "f4"),
                fragment(Opcode.CONTINUATION, "90"))
            .delivered(Delivery.FRAME_WISE)
            .fails(1007),
        Conformance.of(
                "6.4.3", "a frame up to the end of an invalid character; no more of it comes")
            .beginning(Arrays.copyOf(whole, good + 4))
            .fails(1007),
        Conformance.of("6.4.4", "a frame up to the first byte that is wrong; no more of it comes")
            .beginning(Arrays.copyOf(whole, good + 2))
            .delivered(Delivery.OCTET_WISE)
            .fails(1007));
  }

  private static ServerFrame fragment(int opcode, String hex) {
    return ServerFrame.of(opcode, bytes(hex)).notFinal();
  }

  private static ServerFrame[] perByte(byte[] all) {
    return IntStream.range(0, all.length)
        .mapToObj(
            i -> {
              ServerFrame frame =
                  ServerFrame.of(i == 0 ? Opcode.TEXT : Opcode.CONTINUATION, all[i]);
              return i == all.length - 1 ? frame : frame.notFinal();
            })
        .toArray(ServerFrame[]::new);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String[] nonCharacters() {
    List<String> group = new ArrayList<>(List.of("6.22", "noncharacters"));
    for (int plane = 0; plane <= 16; plane++) {
      group.add(hex(Character.toString(plane * 0x10000 + 0xfffe)));
      group.add(hex(Character.toString(plane * 0x10000 + 0xffff)));
    }
    return group.toArray(String[]::new);
  }

  private static String range(int first, int last, String between) {
    StringBuilder hex = new StringBuilder();
    for (int b = first; b <= last; b++) {
      hex.append(HexFormat.of().toHexDigits((byte) b)).append(between);
    }
    return hex.toString();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
