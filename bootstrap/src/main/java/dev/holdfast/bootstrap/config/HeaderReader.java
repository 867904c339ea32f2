package dev.holdfast.bootstrap.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the further headers of the opening handshake. */
final class HeaderReader {

  /** RFC 9110 section 5.1: a token. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  /** RFC 9110 section 5.5: printable ASCII and tabs. */
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]{1,8192}");

  private static final int COUNT_MAX = 100;

  private static final Set<String> OF_THE_HANDSHAKE =
      Set.of(
          "connection",
          "content-length",
          "sec-websocket-accept",
          "sec-websocket-extensions",
          "sec-websocket-key",
          "sec-websocket-protocol",
          "sec-websocket-version",
          "transfer-encoding",
          "upgrade");

  private final SettingReader reader;

  HeaderReader(SettingReader reader) {
    this.reader = reader;
  }

  Map<String, String> read() {
    Map<String, String> headers = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    reader
        .places()
        .headers()
        .forEach(
            (name, written) -> {
              String key = "gateway.headers." + name;
              String lower = name.toLowerCase(Locale.ROOT);
              String source = reader.places().yamlAt(written.line());
              Optional<String> expected = expectedInstead(name, written.text());
              if (expected.isPresent()) {
                wrong(key, source, "expected " + expected.get());
              } else if (OF_THE_HANDSHAKE.contains(lower)) {
                wrong(key, source, "this header belongs to the handshake itself; leave it out");
              } else if (!names.add(lower)) {
                wrong(key, source, "is given twice in this file");
              } else {
                headers.put(name, written.text());
                reader.showEntry(key, Masking.MASK, source);
              }
            });
    if (headers.size() > COUNT_MAX) {
      wrong("gateway.headers", reader.places().yamlAt(0), "expected at most " + COUNT_MAX);
    }
    return headers;
  }

  /** What a header should be if it is none (RFC 9110 section 5); empty if it is one. */
  static Optional<String> expectedInstead(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("the name of an HTTP header");
    }
    return VALUE.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("printable ASCII without line breaks, 8192 at most");
  }

  private void wrong(String key, String source, String text) {
    reader.problem(ConfigProblem.about(key, source, text));
  }
}
