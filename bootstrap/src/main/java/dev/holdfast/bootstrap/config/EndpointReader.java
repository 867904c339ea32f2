package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the gateway's addresses. */
final class EndpointReader {

  private static final String EXPECTED =
      "a ws:// or wss:// URL such as wss://gateway.example.com/stream";

  // Only a comma before a scheme separates: a path or a query may hold commas of its own.
  private static final Pattern SEPARATOR =
      Pattern.compile(YamlFile.LIST_SEPARATOR + "|,(?=\\s*[A-Za-z][A-Za-z0-9+.-]*://)|,\\s*$");

  private static final Pattern ENCODED_LINE_BREAK =
      Pattern.compile("%0[ad]", Pattern.CASE_INSENSITIVE);

  private final SettingReader reader;

  EndpointReader(SettingReader reader) {
    this.reader = reader;
  }

  /** The addresses that are right. */
  List<URI> read() {
    Optional<Found> found = reader.find(Setting.GATEWAY_URL);
    if (found.isEmpty()) {
      missing();
      return List.of();
    }
    List<URI> endpoints = new ArrayList<>();
    List<String> texts =
        Arrays.stream(SEPARATOR.split(found.get().value(), -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    if (texts.isEmpty()) {
      reader.wrong(found.get(), EXPECTED);
    }
    texts.forEach(text -> endpoint(found.get(), text).ifPresent(endpoints::add));
    reader.show(
        Setting.GATEWAY_URL,
        String.join(
            ", ", endpoints.stream().map(URI::toString).map(Setting.GATEWAY_URL::shown).toList()));
    return endpoints;
  }

  private void missing() {
    if (reader.places().complete()) {
      Optional<String> connection = reader.places().connection();
      reader.problem(
          new ConfigProblem(
              connection
                  .map(name -> "connections." + name + ".gateway.url")
                  .orElseGet(Setting.GATEWAY_URL::name),
              "",
              "is missing: expected "
                  + EXPECTED
                  + (connection.isPresent()
                      ? ", for this connection, in its template, or for all of them"
                      : "; set the variable, or gateway.url in the file of --config"),
              ""));
    }
  }

  private Optional<URI> endpoint(Found found, String text) {
    try {
      URI uri = new URI(text);
      Optional<String> expected = expectedInstead(text, uri);
      expected.ifPresent(words -> wrong(found, text, words));
      return expected.isPresent() ? Optional.empty() : Optional.of(uri);
    } catch (URISyntaxException e) {
      wrong(found, text, EXPECTED + "; a character in it must be percent-encoded or left out");
      return Optional.empty();
    }
  }

  private void wrong(Found found, String text, String expected) {
    reader.problem(ConfigProblem.wrongValue(found, Setting.GATEWAY_URL.shown(text), expected));
  }

  /** What is wrong with a URL, in the words of what it should be; empty if nothing is. */
  private static Optional<String> expectedInstead(String text, URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      return Optional.of(EXPECTED + schemeHint(scheme));
    }
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    if (authority.indexOf('@') >= 0) {
      return Optional.of(
          "a URL without user name and password; use GATEWAY_EMAIL and GATEWAY_PASSWORD");
    }
    if (uri.getHost() == null) {
      return Optional.of(
          EXPECTED + "; its host may hold letters, digits, hyphens and dots, or be an IP address");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return Optional.of("a URL with a port from 1 to 65535");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("a URL without a fragment (RFC 6455 section 3); write %23 for #");
    }
    if (ENCODED_LINE_BREAK.matcher(text).find()) {
      return Optional.of("a URL without line breaks (%0d, %0a)");
    }
    return Optional.empty();
  }

  private static String schemeHint(String scheme) {
    return switch (scheme) {
      case "http" -> "; ws:// takes the place of http://";
      case "https" -> "; wss:// takes the place of https://";
      default -> "";
    };
  }
}
