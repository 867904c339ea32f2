package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told that connections are down. */
class AlertsReaderTest {

  @TempDir private Path folder;

  @Test
  void byDefaultNobody() throws Exception {
    assertThat(Given.gateway(folder).load().config().alerts()).isEmpty();
    assertThat(Given.gateway(folder).variable("ALERT_AFTER", "1m").load().config().alerts())
        .isEmpty();
  }

  @Test
  void aWebhookWhosePathIsASecretAndACommand() throws Exception {
    LoadedConfig loaded =
        Given.gateway(folder)
            .variable("ALERT_AFTER", "90s")
            .variable("ALERT_WEBHOOK_URL", "https://chat.test/hooks/s3cret-path?key=s3cret-key")
            .variable("ALERT_COMMAND", "notify --to 'the night shift'")
            .load();

    assertThat(loaded.config().alerts())
        .contains(
            new AlertsConfig(
                Duration.ofSeconds(90),
                Optional.of(URI.create("https://chat.test/hooks/s3cret-path?key=s3cret-key")),
                Optional.of(List.of("notify", "--to", "the night shift"))));
    assertThat(loaded.secrets()).contains("/hooks/s3cret-path", "s3cret-key");
    assertThat(loaded.effective() + " " + loaded.config()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALERT_WEBHOOK_URL|chat.test/hooks|expected an http:// or https:// URL",
        "ALERT_WEBHOOK_URL|mailto:somebody@chat.test|expected an http:// or https:// URL",
        "ALERT_WEBHOOK_URL|https://user:pass@chat.test/|without user name and password",
        "ALERT_COMMAND|notify > file|no shell reads it",
        "ALERT_AFTER|0s|a duration above zero",
        "ALERT_AFTER|8d|at most 7d"
      })
  void whatIsWrongIsSaidWithoutSecrets(String variable, String value, String words)
      throws Exception {
    Given given = Given.gateway(folder).variable(variable, value);
    assertThatThrownBy(given::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(words)
        .hasMessageNotContaining("user:pass");
  }
}
