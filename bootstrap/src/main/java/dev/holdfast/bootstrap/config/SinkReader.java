package dev.holdfast.bootstrap.config;

import dev.holdfast.bootstrap.config.SinkConfig.Body;
import dev.holdfast.bootstrap.config.SinkConfig.Every;
import dev.holdfast.bootstrap.config.SinkConfig.Payload;
import dev.holdfast.bootstrap.config.SinkQueueConfig.WhenFull;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.time.DurationText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads one sink, of whatever type. */
final class SinkReader {

  /** The types there are. */
  static final List<String> TYPES = List.of("stdout", "file", "webhook", "mqtt");

  private static final int MESSAGES_MOST = 10_000_000;
  private static final long BYTES_MOST = 1L << 40;
  private static final int BATCH_MOST = 100_000;
  private static final long BATCH_BYTES_MOST = 1L << 30;
  private static final long ROTATE_BYTES = 100L << 20;
  private static final long KEPT = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The longest topic (MQTT 5 section 1.5.4). */
  private static final int TOPIC_MOST = 65_535;

  private final EntryOptions options;

  SinkReader(EntryOptions options) {
    this.options = options;
  }

  /**
   * Reads a sink.
   *
   * @param type one of {@link #TYPES}
   * @param name what it is called
   * @return empty if it cannot be made
   */
  Optional<SinkConfig> read(String type, String name) {
    Optional<SinkConfig> sink =
        switch (type) {
          case "file" -> file(name);
          case "webhook" -> webhook(name);
          case "mqtt" -> mqtt(name);
          default -> Optional.of(new SinkConfig.StandardOutput(name, queue(4_096, Duration.ZERO)));
        };
    options.nothingElse();
    return sink;
  }

  private Optional<SinkConfig> file(String name) {
    Optional<Path> path = options.requiredPath("path", "the path of a file");
    OptionalLong rotateBytes =
        options.numberOr("off", "rotate-bytes", OptionalLong.of(ROTATE_BYTES), 1, BYTES_MOST);
    Optional<Every> rotateEvery =
        options.parsed(
            "rotate-every",
            Optional.empty(),
            every -> every.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("off"),
            "hour, day or off",
            SinkReader::every);
    OptionalLong keep = options.numberOr("all", "keep", OptionalLong.of(KEPT), 0, 1_000_000);
    boolean compress = options.onOff("compress", true);
    Optional<Duration> sync =
        options.parsed(
            "fsync",
            Optional.empty(),
            SinkReader::shownSync,
            "never, batch or an interval such as 1s, at most 1h",
            SinkReader::sync);
    SinkQueueConfig queue = queue(10_000, Duration.ZERO);
    return path.map(
        file ->
            new SinkConfig.File(
                name,
                queue,
                file,
                rotateBytes,
                rotateEvery,
                keep.isPresent() ? OptionalInt.of((int) keep.getAsLong()) : OptionalInt.empty(),
                compress,
                sync));
  }

  private Optional<SinkConfig> webhook(String name) {
    Optional<URI> url =
        options.url("url", List.of("http", "https"), "https://example.com/readings");
    Body body = options.choice("format", Body.NDJSON);
    Duration timeout = options.duration("timeout", TIMEOUT, DurationRange.aboveZero(HOUR));
    Map<String, String> headers = options.section("headers");
    headers.forEach(
        (header, value) ->
            HeaderReader.expectedInstead(header, value)
                .ifPresent(expected -> options.wrong("headers." + header, expected)));
    Optional<CredentialValue> token = options.secret("token");
    Optional<CredentialValue> secret = options.secret("secret");
    Optional<Path> caFile = options.path("ca-file");
    SinkQueueConfig queue = queue(10_000, Duration.ofMillis(200));
    return url.map(
        uri ->
            new SinkConfig.Webhook(
                name, queue, uri, body, timeout, headers, token, secret, caFile));
  }

  private Optional<SinkConfig> mqtt(String name) {
    Optional<URI> url =
        options.url("url", List.of("mqtt", "mqtts"), "mqtts://broker.example.com:8883");
    String topic = options.text("topic").orElse("holdfast/{connection}");
    if (!isTopic(topic)) {
      options.wrong("topic", "a topic without wildcards, such as plant/{connection}");
    }
    Payload payload = options.choice("payload", Payload.MESSAGE);
    boolean retain = options.onOff("retain", false);
    Optional<String> clientId = options.text("client-id");
    Duration timeout = options.duration("timeout", TIMEOUT, DurationRange.aboveZero(HOUR));
    Optional<String> username = options.text("username");
    Optional<CredentialValue> password = options.secret("password");
    Optional<Path> caFile = options.path("ca-file");
    SinkQueueConfig queue = queue(10_000, Duration.ZERO);
    return url.map(
        uri ->
            new SinkConfig.Mqtt(
                name, queue, uri, topic, payload, retain, clientId, timeout, username, password,
                caFile));
  }

  private SinkQueueConfig queue(int messages, Duration linger) {
    int maxMessages = (int) options.number("max-messages", messages, 1, MESSAGES_MOST);
    long maxBytes = options.number("max-bytes", 64L << 20, 1, BYTES_MOST);
    WhenFull whenFull = options.choice("when-full", WhenFull.BLOCK);
    int batchMessages =
        (int) options.number("batch-messages", Math.min(500, maxMessages), 1, BATCH_MOST);
    if (batchMessages > maxMessages) {
      options.wrong("batch-messages", "at most max-messages, which is " + maxMessages);
    }
    long batchBytes = options.number("batch-bytes", 1L << 20, 1, BATCH_BYTES_MOST);
    Duration waits = options.duration("linger", linger, DurationRange.fromZero(MINUTE));
    Backoff defaults = Backoff.defaults();
    Duration initial =
        options.duration("retry-initial-delay", defaults.base(), DurationRange.aboveZero(HOUR));
    Duration most =
        options.duration("retry-max-delay", defaults.cap(), DurationRange.aboveZero(DAY));
    if (most.compareTo(initial) < 0) {
      options.wrong("retry-max-delay", "at least retry-initial-delay");
      most = initial;
    }
    return new SinkQueueConfig(
        maxMessages,
        maxBytes,
        whenFull,
        Math.min(batchMessages, maxMessages),
        batchBytes,
        waits,
        new Backoff(Jitter.DECORRELATED, initial, most));
  }

  private static Optional<Optional<Every>> every(String text) {
    return switch (text) {
      case "off" -> Optional.of(Optional.empty());
      case "hour" -> Optional.of(Optional.of(Every.HOUR));
      case "day" -> Optional.of(Optional.of(Every.DAY));
      default -> Optional.empty();
    };
  }

  private static Optional<Optional<Duration>> sync(String text) {
    if (text.equals("never")) {
      return Optional.of(Optional.empty());
    }
    if (text.equals("batch")) {
      return Optional.of(Optional.of(Duration.ZERO));
    }
    Optional<Duration> interval =
        DurationText.parse(text).filter(DurationRange.aboveZero(HOUR)::contains);
    return interval.isPresent() ? Optional.of(interval) : Optional.empty();
  }

  private static String shownSync(Optional<Duration> within) {
    return within.map(time -> time.isZero() ? "batch" : DurationText.format(time)).orElse("never");
  }

  private static boolean isTopic(String topic) {
    return !topic.isEmpty()
        && topic.length() <= TOPIC_MOST
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || Character.isISOControl(c));
  }
}
