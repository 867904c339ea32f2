package dev.holdfast.bootstrap.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
        .layers()
        .headers()
        .forEach(
            (name, written) -> {
              String key = "gateway.headers." + name;
              String lower = name.toLowerCase(Locale.ROOT);
              String source = reader.layers().yamlAt(written.line());
              if (!NAME.matcher(name).matches()) {
                wrong(key, source, "expected the name of an HTTP header");
              } else if (OF_THE_HANDSHAKE.contains(lower)) {
                wrong(key, source, "this header belongs to the handshake itself; leave it out");
              } else if (!names.add(lower)) {
                wrong(key, source, "is given twice in this file");
              } else if (!VALUE.matcher(written.text()).matches()) {
                wrong(key, source, "expected printable ASCII without line breaks, 8192 at most");
              } else {
                headers.put(name, written.text());
                reader.showEntry(key, Masking.MASK, source);
              }
            });
    if (headers.size() > COUNT_MAX) {
      wrong("gateway.headers", reader.layers().yamlAt(0), "expected at most " + COUNT_MAX);
    }
    return headers;
  }

  private void wrong(String key, String source, String text) {
    reader.problem(ConfigProblem.about(key, source, text));
  }
}
