package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted secrets are searched for in everything that a configuration can print. */
class SecretsInConfigurationTest {

  @TempDir private Path folder;

  @Test
  void aConfigurationInOrderShowsNone() throws Exception {
    Files.writeString(folder.resolve("token"), "s3cret-token-in-file\n");
    LoadedConfig loaded =
        new Given(folder)
            .variable("GATEWAY_URL", "ws://a/?k=s3cret-query, ws://b/?s3cret-alone&x=s3cret%20x")
            .variable("GATEWAY_EMAIL", "me@x")
            .dotEnv("GATEWAY_PASSWORD=s3cret-password")
            .variable("GATEWAY_TOKEN_FILE", "token")
            .yaml("gateway.headers:", "  Authorization: Bearer s3cret-header")
            .load();
    assertThat(
            List.of(
                loaded.toString(),
                loaded.config().toString(),
                loaded.config().first().gateway().toString(),
                loaded.config().first().gateway().shownEndpoints(),
                loaded.effective().toString(),
                loaded.warnings().toString()))
        .allSatisfy(text -> assertThat(text).doesNotContain("s3cret"));
    assertThat(loaded.effective())
        .contains(
            new EffectiveSetting("GATEWAY_URL", "ws://a/?k=***, ws://b/?***&x=***", "environment"),
            new EffectiveSetting("GATEWAY_PASSWORD", "***", ".env line 1"),
            new EffectiveSetting("GATEWAY_TOKEN_FILE", "token", "environment"),
            new EffectiveSetting("gateway.headers.Authorization", "***", "holdfast.yaml line 2"));
  }

  @Test
  void everySecretIsKnownToWhoeverPrints() throws Exception {
    Files.writeString(folder.resolve("token"), "s3cret-token-in-file\n");
    LoadedConfig loaded =
        new Given(folder)
            .variable("GATEWAY_URL", "ws://a/?k=s3cret-query&v=1, ws://b/?s3cret-alone")
            .variable("GATEWAY_EMAIL", "me@x")
            .variable("GATEWAY_PASSWORD", "s3cret-password")
            .variable("GATEWAY_TOKEN_FILE", "token")
            .yaml("gateway.headers:", "  Authorization: Bearer s3cret-header", "  X-V: json")
            .load();
    String basic =
        Base64.getEncoder().encodeToString("me@x:s3cret-password".getBytes(StandardCharsets.UTF_8));
    assertThat(loaded.secrets())
        .containsExactlyInAnyOrder(
            "s3cret-password",
            "s3cret-token-in-file",
            basic,
            "s3cret-query",
            "s3cret-alone",
            "Bearer s3cret-header",
            "s3cret-header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:s3cret@host/?t=s3cret",
        "ws://u:s3cret@host/?t=s3cret",
        "ws://s3cret@host/",
        "ws://u:s3cret/s3cret@host/",
        "ws://u:s3cret?s3cret@host/",
        "ws://u:s3cret#s3cret@host/",
        "ws://u:s3cret s3cret@host/",
        "ws://u:s3cret@s3cret@host/",
        "u:s3cret@host",
        "ws://host:0/?t=s3cret",
        "ws://host/?t=s3cret#top",
        "wss://host:0/?t=s3cret;s3cret",
        "ws://host/?%0d=s3cret",
        "ws://bad host/?t=s3cret&u=s3cret",
        "ws://u:s3cret@host/, ws://u:s3cret@host:99999/",
      })
  void aWrongUrlShowsNone(String url) {
    List<String> problems = new Given(folder).variable("GATEWAY_URL", url).problems();
    assertThat(problems).isNotEmpty();
    assertThat(problems.toString()).doesNotContain("s3cret");
  }

  @Test
  void userInformationHasAPlaceOfItsOwn() {
    assertThat(new Given(folder).variable("GATEWAY_URL", "ws://u:s3cret@host/x").problem())
        .isEqualTo(
            "GATEWAY_URL=ws://***@host/x (environment): expected a URL without user name and"
                + " password; use GATEWAY_EMAIL and GATEWAY_PASSWORD");
  }

  @ParameterizedTest
  @CsvSource({
    "ws://host/x, ws://host/x",
    "ws://host/x@y, ws://host/x@y",
    "ws://host/?a=b&c=d, ws://host/?a=***&c=***",
    "ws://host/?, ws://host/?***",
    "wss://h:1/?q, wss://h:1/?***",
  })
  void theRestOfAUrlIsShown(String url, String shown) {
    assertThat(Masking.url(url)).isEqualTo(shown);
  }

  @Test
  void aWrongConfigurationShowsNone() throws Exception {
    Files.writeString(folder.resolve("file"), "s3cret\ns3cret");
    Given given =
        Given.gateway(folder)
            .variable("GATEWAY_PASSWORD", "s3cret\u0001")
            .variable("GATEWAY_EMAIL_FILE", "file")
            .dotEnv("GATEWAY_TOKEN=\"s3cret", "half a s3cret")
            .yaml(
                "gateway:",
                "  headers:",
                "    Bad Name: s3cret",
                "    X-A: \"s3cret\\r\"",
                "    X-B: [s3cret]",
                "  token: {a: s3cret}");
    ConfigException thrown = catchThrowableOfType(ConfigException.class, given::load);
    assertThat(thrown.problems()).hasSize(8);
    assertThat(thrown.getMessage()).doesNotContain("s3cret");
    assertThat(thrown.toString()).doesNotContain("s3cret");
    assertThat(thrown.problems().toString()).doesNotContain("s3cret");
  }

  @Test
  void aMaskTellsNothingAboutTheLength() throws Exception {
    for (String secret : List.of("x", "s3cret", "s3cret".repeat(1000))) {
      assertThat(Given.gateway(folder).variable("GATEWAY_TOKEN", secret).shown("GATEWAY_TOKEN"))
          .isEqualTo("***");
    }
  }

  @Test
  void whatIsPassedAroundShowsNone() throws Exception {
    Given given = Given.gateway(folder).variable("GATEWAY_TOKEN", "s3cret");
    assertThat(given.request().toString()).doesNotContain("s3cret");
    assertThat(new Written("s3cret", 3).toString()).doesNotContain("s3cret");
    assertThat(new CredentialValue.Given("s3cret").toString()).isEqualTo("***");
    assertThat(given.config().first().gateway().credentials().toString()).doesNotContain("s3cret");
  }
}
