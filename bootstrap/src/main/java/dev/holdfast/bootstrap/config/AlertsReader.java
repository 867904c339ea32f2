package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who is told that connections are down. */
final class AlertsReader {

  private static final DurationRange AFTER = DurationRange.aboveZero(Duration.ofDays(7));

  private static final String URL_EXPECTED =
      "an http:// or https:// URL without user name and password, such as"
          + " https://chat.example.com/hooks/abc";

  private final SettingReader reader;

  AlertsReader(SettingReader reader) {
    this.reader = reader;
  }

  /** Reads it; empty if nobody is told, or if something is wrong with it. */
  Optional<AlertsConfig> read() {
    Duration after = reader.duration(Setting.ALERT_AFTER, AFTER);
    Optional<URI> webhook = webhook();
    Optional<List<String>> command = command();
    return webhook.isPresent() || command.isPresent()
        ? Optional.of(new AlertsConfig(after, webhook, command))
        : Optional.empty();
  }

  /** What must not be shown: the path of a webhook is as good as a password. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    reader
        .find(Setting.ALERT_WEBHOOK_URL)
        .ifPresent(
            found -> {
              secrets.addAll(SecretValues.inQuery(found.value()));
              HttpUrl.parse(found.value())
                  .map(URI::getRawPath)
                  .filter(path -> path.length() > 1)
                  .ifPresent(secrets::add);
            });
    return secrets;
  }

  private Optional<URI> webhook() {
    Optional<Found> found = reader.find(Setting.ALERT_WEBHOOK_URL);
    reader.show(Setting.ALERT_WEBHOOK_URL, found.isPresent() ? Masking.MASK : "not set");
    Optional<URI> url = found.flatMap(it -> HttpUrl.parse(it.value()));
    if (found.isPresent() && url.isEmpty()) {
      reader.wrong(found.get(), URL_EXPECTED);
    }
    return url;
  }

  private Optional<List<String>> command() {
    Optional<Found> found = reader.find(Setting.ALERT_COMMAND);
    reader.show(Setting.ALERT_COMMAND, found.map(Found::shown).orElse("not set"));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommandWords.split(found.get().value()));
    } catch (IllegalArgumentException e) {
      reader.wrong(found.get(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
