package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.Protocols;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminConfigTest {

  private static final String TOKEN = "s3cret-token-of-the-test";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "127.8.8.8:1", "localhost:1", "LOCALHOST:1", "[::1]:1"})
  void onLoopbackNoTokenIsNeeded(String address) {
    assertThat(Given.gateway(folder).variable("ADMIN_ADDRESS", address).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:1",
        "[::]:1",
        "192.168.1.20:1",
        "press-7:1",
        "127.0.0.1.example.com:1",
        "localhost.example.com:1",
        "[fe80::1%eth0]:1"
      })
  void whereOthersReachUsATokenIsNeeded(String address) {
    assertThat(Given.gateway(folder).variable("ADMIN_ADDRESS", address).problem())
        .startsWith("ADMIN_ADDRESS=" + address + " (environment): expected a loopback address")
        .contains("or ADMIN_TOKEN to be given too, because other machines can reach it");
    assertThat(
            Given.gateway(folder)
                .variable("ADMIN_ADDRESS", address)
                .variable("ADMIN_TOKEN", TOKEN)
                .problems())
        .isEmpty();
  }

  @Test
  void theTokenMayStandInAFile() throws Exception {
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    LoadedConfig loaded =
        Given.gateway(folder)
            .variable("ADMIN_ADDRESS", "0.0.0.0:1")
            .variable("ADMIN_TOKEN_FILE", "token")
            .load();

    assertThat(loaded.config().admin().flatMap(AdminConfig::token)).contains(TOKEN);
    assertThat(loaded.secrets()).contains(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "fifteen-letters",
        "with blanks in it is no token",
        "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
      })
  void aTokenThatCanBeGuessedOrNotBeSentIsRefusedAndNotRepeated(String token) {
    assertThat(Given.gateway(folder).variable("ADMIN_TOKEN", token).problem())
        .isEqualTo(
            "ADMIN_TOKEN=*** (environment): expected at least 16 letters, digits or signs without"
                + " blanks");
  }

  @Test
  void theTokenIsShownNowhere() throws Exception {
    LoadedConfig loaded = Given.gateway(folder).variable("ADMIN_TOKEN", TOKEN).load();

    assertThat(loaded.config().toString() + loaded.effective()).doesNotContain(TOKEN);
    assertThat(loaded.effective())
        .contains(new EffectiveSetting("ADMIN_TOKEN", "***", "environment"));
  }

  @Test
  void clientsFindItWithoutAGateway() throws Exception {
    ConfigRequest request =
        ConfigRequest.of(Map.of("ADMIN_TOKEN", TOKEN), folder)
            .withFlag("--admin-address", "127.0.0.1:15");

    assertThat(new ConfigLoader(Protocols.names()).admin(request))
        .contains(new AdminConfig(new AdminAddress("127.0.0.1", 15, false), Optional.of(TOKEN)));
  }
}
