package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which figures are told, and where they are pushed to. */
class MetricsReaderTest {

  @TempDir private Path folder;

  @Test
  void byDefaultNothingIsPushed() throws Exception {
    assertThat(Given.gateway(folder).load().config().metrics()).isEqualTo(MetricsConfig.USUAL);
  }

  @Test
  void aReceiverWithHeaders() throws Exception {
    Given given =
        Given.gateway(folder)
            .variable("METRICS_MAX_CONNECTIONS", "5")
            .variable("OTLP_URL", "https://collector.test:4318/v1/metrics?key=s3cret-key")
            .variable("OTLP_INTERVAL", "10s")
            .variable("OTLP_HEADERS", "authorization=Bearer s3cret=, x-site=7");
    LoadedConfig loaded = given.load();

    assertThat(loaded.config().metrics().maxConnections()).isEqualTo(5);
    assertThat(loaded.config().metrics().push())
        .contains(
            new MetricsConfig.Push(
                URI.create("https://collector.test:4318/v1/metrics?key=s3cret-key"),
                Map.of("authorization", "Bearer s3cret=", "x-site", "7"),
                Duration.ofSeconds(10)));
    assertThat(loaded.secrets()).contains("Bearer s3cret=", "s3cret-key");
    assertThat(loaded.effective().toString() + loaded.config())
        .doesNotContain("s3cret=")
        .doesNotContain("s3cret-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTLP_URL|collector:4318|expected an http:// or https:// URL",
        "OTLP_URL|ftp://collector/|expected an http:// or https:// URL",
        "OTLP_URL|http:// /|expected an http:// or https:// URL",
        "OTLP_URL|http://user:s3cret@collector:4318/|URL without user name and password",
        "OTLP_INTERVAL|999ms|expected a duration from 1s to 1d",
        "OTLP_INTERVAL|2d|at most 1d",
        "OTLP_HEADERS|authorization|expected headers with commas between them",
        "OTLP_HEADERS|=x|expected headers with commas between them",
        "OTLP_HEADERS|a=b,,c=d|expected headers with commas between them",
        "METRICS_MAX_CONNECTIONS|10001|expected a whole number from 0 to 10000"
      })
  void whatIsWrongIsSaid(String variable, String value, String words) throws Exception {
    Given given = Given.gateway(folder).variable(variable, value);
    assertThatThrownBy(given::load).isInstanceOf(ConfigException.class).hasMessageContaining(words);
  }
}
