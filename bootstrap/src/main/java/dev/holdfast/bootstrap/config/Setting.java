package dev.holdfast.bootstrap.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting that is one value. The constant is the variable's name in an environment; in YAML
 * it has a key with a section, on the command line a flag. The order is the one that is shown.
 */
enum Setting {
  GATEWAY_URL("gateway.url", ""),
  GATEWAY_RETURN_AFTER("gateway.return-after", "10m"),
  GATEWAY_PROTOCOL("gateway.protocol", "raw"),
  GATEWAY_EMAIL("gateway.email", ""),
  GATEWAY_EMAIL_FILE("gateway.email-file", ""),
  GATEWAY_PASSWORD("gateway.password", ""),
  GATEWAY_PASSWORD_FILE("gateway.password-file", ""),
  GATEWAY_TOKEN("gateway.token", ""),
  GATEWAY_TOKEN_FILE("gateway.token-file", ""),
  GATEWAY_TOKEN_COMMAND("gateway.token-command", ""),
  GATEWAY_TOKEN_TIMEOUT("gateway.token-timeout", "8s"),
  GATEWAY_OAUTH_TOKEN_URL("gateway.oauth-token-url", ""),
  GATEWAY_OAUTH_CLIENT_ID("gateway.oauth-client-id", ""),
  GATEWAY_OAUTH_CLIENT_SECRET("gateway.oauth-client-secret", ""),
  GATEWAY_OAUTH_CLIENT_SECRET_FILE("gateway.oauth-client-secret-file", ""),
  GATEWAY_OAUTH_CLIENT_AUTH("gateway.oauth-client-auth", "client_secret_basic"),
  GATEWAY_OAUTH_SCOPE("gateway.oauth-scope", ""),
  GATEWAY_OAUTH_AUDIENCE("gateway.oauth-audience", ""),
  GATEWAY_OAUTH_CA_FILE("gateway.oauth-ca-file", ""),
  GATEWAY_PROXY("gateway.proxy", ""),
  GATEWAY_PROXY_PASSWORD_FILE("gateway.proxy-password-file", ""),
  TLS_CA_FILE("tls.ca-file", ""),
  TLS_CERTIFICATE_FILE("tls.certificate-file", ""),
  TLS_KEY_FILE("tls.key-file", ""),
  CONNECTION_TIMEOUT("connection.timeout", "10s"),
  CONNECTION_MAX_LIFETIME("connection.max-lifetime", "off"),
  CONNECTION_ROTATE_BEFORE_EXPIRY("connection.rotate-before-expiry", "off"),
  LOGIN_TIMEOUT("login.timeout", "10s"),
  COMMAND_TIMEOUT("command.timeout", "30s"),
  ACQUISITION_TIMEOUT("acquisition.timeout", "1m"),
  HEARTBEAT_INTERVAL("heartbeat.interval", "30s"),
  HEARTBEAT_TIMEOUT("heartbeat.timeout", "5s"),
  HEARTBEAT_MODE("heartbeat.mode", ""),
  RECONNECT_INITIAL_DELAY("reconnect.initial-delay", "1s"),
  RECONNECT_MAX_DELAY("reconnect.max-delay", "30s"),
  RECONNECT_JITTER("reconnect.jitter", "decorrelated"),
  RECONNECT_STABLE_AFTER("reconnect.stable-after", "10s"),
  RECONNECT_MAX_ATTEMPTS("reconnect.max-attempts", "none"),
  OUTBOX("outbox", "memory"),
  OUTBOX_MAX_MESSAGES("outbox.max-messages", "10000"),
  OUTBOX_MAX_BYTES("outbox.max-bytes", "67108864"),
  OUTBOX_LATEST_VALUE_MAX_MESSAGES("outbox.latest-value-max-messages", ""),
  OUTBOX_LATEST_VALUE_MAX_BYTES("outbox.latest-value-max-bytes", ""),
  OUTBOX_BEST_EFFORT_MAX_MESSAGES("outbox.best-effort-max-messages", ""),
  OUTBOX_BEST_EFFORT_MAX_BYTES("outbox.best-effort-max-bytes", ""),
  OUTBOX_BEST_EFFORT_OVERFLOW("outbox.best-effort-overflow", "refuse-newest"),
  OUTBOX_MAX_AGE("outbox.max-age", "off"),
  OUTBOX_MAX_DEAD_LETTERS("outbox.max-dead-letters", "10000"),
  OUTBOX_REPLAY_RATE("outbox.replay-rate", "1000"),
  OUTBOX_ACKNOWLEDGED_WITHIN("outbox.acknowledged-within", "30s"),
  JOURNAL("journal", "off"),
  JOURNAL_MAX_MESSAGES("journal.max-messages", "100000"),
  JOURNAL_MAX_BYTES("journal.max-bytes", "268435456"),
  MAX_MESSAGE_BYTES("max-message-bytes", "16777216"),
  MAX_FRAME_BYTES("max-frame-bytes", "16777216"),
  MAX_FRAGMENTS("max-fragments", "65536"),
  MAX_HEADER_BYTES("max-header-bytes", "16384"),
  MAX_BUFFERED_BYTES("max-buffered-bytes", "17825792"),
  COMPRESSION("compression", "off"),
  SINK_FILE("sink.file", ""),
  SINK_WEBHOOK_URL("sink.webhook-url", ""),
  SINK_WEBHOOK_SECRET("sink.webhook-secret", ""),
  SINK_WEBHOOK_SECRET_FILE("sink.webhook-secret-file", ""),
  SINK_MQTT_URL("sink.mqtt-url", ""),
  SINK_MQTT_TOPIC("sink.mqtt-topic", ""),
  SINK_MQTT_USERNAME("sink.mqtt-username", ""),
  SINK_MQTT_PASSWORD("sink.mqtt-password", ""),
  SINK_MQTT_PASSWORD_FILE("sink.mqtt-password-file", ""),
  SHUTDOWN_TIMEOUT("shutdown.timeout", "2s"),
  LOG_LEVEL("log.level", "info"),
  LOG_FORMAT("log.format", "text"),
  ADMIN_ADDRESS("admin.address", "127.0.0.1:9470"),
  ADMIN_TOKEN("admin.token", ""),
  ADMIN_TOKEN_FILE("admin.token-file", ""),
  ALERT_AFTER("alert.after", "5m"),
  ALERT_WEBHOOK_URL("alert.webhook-url", ""),
  ALERT_COMMAND("alert.command", ""),
  METRICS_MAX_CONNECTIONS("metrics.max-connections", "1000"),
  OTLP_URL("otlp.url", ""),
  OTLP_INTERVAL("otlp.interval", "1m"),
  OTLP_HEADERS("otlp.headers", ""),
  OTLP_HEADERS_FILE("otlp.headers-file", "");

  private static final List<String> PREFIXES =
      Arrays.stream(values())
          .map(setting -> setting.key.replaceFirst("[.].*", "_").replace('-', '_'))
          .map(prefix -> prefix.toUpperCase(Locale.ROOT))
          .distinct()
          .toList();

  private final String key;
  private final String defaultText;

  Setting(String key, String defaultText) {
    this.key = key;
    this.defaultText = defaultText;
  }

  /** The key in YAML, its sections separated by dots. */
  String key() {
    return key;
  }

  /** The flag on the command line. */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value when nobody says otherwise; empty if there is none. */
  Optional<String> defaultText() {
    return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
  }

  /** Whether the value is never shown. */
  boolean secret() {
    return switch (this) {
      case GATEWAY_PASSWORD,
          GATEWAY_TOKEN,
          GATEWAY_OAUTH_CLIENT_SECRET,
          SINK_WEBHOOK_SECRET,
          SINK_MQTT_PASSWORD,
          ADMIN_TOKEN,
          ALERT_WEBHOOK_URL,
          OTLP_HEADERS ->
          true;
      default -> false;
    };
  }

  /** Other settings that say the same in another way: one of them is enough. */
  Set<Setting> rivals() {
    return switch (this) {
      case GATEWAY_EMAIL -> EnumSet.of(GATEWAY_EMAIL_FILE);
      case GATEWAY_EMAIL_FILE -> EnumSet.of(GATEWAY_EMAIL);
      case GATEWAY_PASSWORD -> EnumSet.of(GATEWAY_PASSWORD_FILE);
      case GATEWAY_PASSWORD_FILE -> EnumSet.of(GATEWAY_PASSWORD);
      case GATEWAY_OAUTH_CLIENT_SECRET -> EnumSet.of(GATEWAY_OAUTH_CLIENT_SECRET_FILE);
      case GATEWAY_OAUTH_CLIENT_SECRET_FILE -> EnumSet.of(GATEWAY_OAUTH_CLIENT_SECRET);
      case GATEWAY_TOKEN, GATEWAY_TOKEN_FILE, GATEWAY_TOKEN_COMMAND, GATEWAY_OAUTH_TOKEN_URL -> {
        EnumSet<Setting> others =
            EnumSet.of(
                GATEWAY_TOKEN, GATEWAY_TOKEN_FILE, GATEWAY_TOKEN_COMMAND, GATEWAY_OAUTH_TOKEN_URL);
        others.remove(this);
        yield others;
      }
      case OTLP_HEADERS -> EnumSet.of(OTLP_HEADERS_FILE);
      case OTLP_HEADERS_FILE -> EnumSet.of(OTLP_HEADERS);
      default -> EnumSet.noneOf(Setting.class);
    };
  }

  /** Whether each connection may have a value of its own. */
  boolean ofConnection() {
    return switch (this) {
      case OUTBOX,
          OUTBOX_MAX_DEAD_LETTERS,
          JOURNAL,
          JOURNAL_MAX_MESSAGES,
          JOURNAL_MAX_BYTES,
          SINK_FILE,
          SINK_WEBHOOK_URL,
          SINK_WEBHOOK_SECRET,
          SINK_WEBHOOK_SECRET_FILE,
          SINK_MQTT_URL,
          SINK_MQTT_TOPIC,
          SINK_MQTT_USERNAME,
          SINK_MQTT_PASSWORD,
          SINK_MQTT_PASSWORD_FILE,
          SHUTDOWN_TIMEOUT,
          LOG_LEVEL,
          LOG_FORMAT,
          ADMIN_ADDRESS,
          ADMIN_TOKEN,
          ADMIN_TOKEN_FILE,
          ALERT_AFTER,
          ALERT_WEBHOOK_URL,
          ALERT_COMMAND,
          METRICS_MAX_CONNECTIONS,
          OTLP_URL,
          OTLP_INTERVAL,
          OTLP_HEADERS,
          OTLP_HEADERS_FILE ->
          false;
      default -> true;
    };
  }

  /** What a list in YAML may hold for it; empty if it takes no list. */
  Optional<String> listOf() {
    return switch (this) {
      case GATEWAY_URL -> Optional.of("URLs");
      case GATEWAY_TOKEN_COMMAND, ALERT_COMMAND -> Optional.of("words");
      default -> Optional.empty();
    };
  }

  /** The value as it may be shown. */
  String shown(String value) {
    if (secret()) {
      return Masking.MASK;
    }
    return switch (this) {
      case GATEWAY_URL, GATEWAY_OAUTH_TOKEN_URL, SINK_WEBHOOK_URL, SINK_MQTT_URL, OTLP_URL ->
          Masking.shorten(Masking.url(value));
      case GATEWAY_TOKEN_COMMAND, ALERT_COMMAND -> Masking.shorten(Masking.command(value));
      case GATEWAY_PROXY -> Masking.shorten(Masking.proxy(value));
      default -> Masking.shorten(value);
    };
  }

  static Optional<Setting> byKey(String key) {
    // The values that a section of the same name would hide.
    String plain =
        switch (key) {
          case "outbox.path" -> OUTBOX.key;
          case "journal.enabled" -> JOURNAL.key;
          default -> key;
        };
    return Arrays.stream(values()).filter(setting -> setting.key.equals(plain)).findFirst();
  }

  static Optional<Setting> byVariable(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
  }

  static Optional<Setting> byFlag(String flag) {
    return Arrays.stream(values()).filter(setting -> setting.flag().equals(flag)).findFirst();
  }

  /** Whether a variable looks as if it were meant for us, in upper or lower case. */
  static boolean hasOurPrefix(String variable) {
    String upper = variable.toUpperCase(Locale.ROOT);
    return PREFIXES.stream().anyMatch(upper::startsWith);
  }
}
