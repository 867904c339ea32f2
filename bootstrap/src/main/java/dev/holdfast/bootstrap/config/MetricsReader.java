package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads which figures are told, and where they are pushed to. */
final class MetricsReader {

  private static final int CONNECTIONS_MOST = 10_000;

  private static final Duration INTERVAL_LEAST = Duration.ofSeconds(1);
  private static final DurationRange INTERVAL = DurationRange.aboveZero(Duration.ofDays(1));

  private static final String URL_EXPECTED =
      "an http:// or https:// URL without user name and password, such as"
          + " http://127.0.0.1:4318/v1/metrics";

  private static final String HEADERS_EXPECTED =
      "headers with commas between them, such as authorization=Bearer abc,x-site=7";

  private final SettingReader reader;
  private final CredentialPartReader parts;

  MetricsReader(SettingReader reader, Path folder) {
    this.reader = reader;
    this.parts = new CredentialPartReader(reader, folder);
  }

  MetricsConfig read() {
    int most = (int) reader.number(Setting.METRICS_MAX_CONNECTIONS, 0, CONNECTIONS_MOST);
    Duration interval = reader.duration(Setting.OTLP_INTERVAL, INTERVAL);
    if (interval.compareTo(INTERVAL_LEAST) < 0) {
      reader
          .find(Setting.OTLP_INTERVAL)
          .ifPresent(found -> reader.wrong(found, "a duration from 1s to 1d"));
    }
    Optional<Map<String, String>> headers = headers();
    Optional<URI> url = url();
    return new MetricsConfig(
        most, url.map(where -> new MetricsConfig.Push(where, headers.orElse(Map.of()), interval)));
  }

  /** Values of headers and of the URL, which may be secrets. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    parts
        .value(Setting.OTLP_HEADERS)
        .flatMap(MetricsReader::parse)
        .ifPresent(headers -> secrets.addAll(headers.values()));
    reader
        .find(Setting.OTLP_URL)
        .ifPresent(found -> secrets.addAll(SecretValues.inQuery(found.value())));
    return secrets;
  }

  private Optional<URI> url() {
    Optional<Found> found = reader.find(Setting.OTLP_URL);
    reader.show(Setting.OTLP_URL, found.map(Found::shown).orElse("not set"));
    Optional<URI> url = found.flatMap(it -> HttpUrl.parse(it.value()));
    if (found.isPresent() && url.isEmpty()) {
      reader.wrong(found.get(), URL_EXPECTED);
    }
    return url;
  }

  private Optional<Map<String, String>> headers() {
    Optional<CredentialValue> part = parts.part(Setting.OTLP_HEADERS, Setting.OTLP_HEADERS_FILE);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    Optional<Map<String, String>> headers =
        parts.value(Setting.OTLP_HEADERS).flatMap(MetricsReader::parse);
    if (headers.isEmpty()) {
      reader
          .find(Setting.OTLP_HEADERS)
          .or(() -> reader.find(Setting.OTLP_HEADERS_FILE))
          .ifPresent(found -> reader.wrong(found, HEADERS_EXPECTED));
    }
    return headers;
  }

  private static Optional<Map<String, String>> parse(String text) {
    Map<String, String> headers = new TreeMap<>();
    for (String pair : text.strip().split(",", -1)) {
      int at = pair.indexOf('=');
      String name = pair.substring(0, Math.max(0, at)).strip();
      String value = pair.substring(at + 1).strip();
      if (HeaderReader.expectedInstead(name, value).isPresent()) {
        return Optional.empty();
      }
      headers.put(name, value);
    }
    return Optional.of(headers);
  }
}
