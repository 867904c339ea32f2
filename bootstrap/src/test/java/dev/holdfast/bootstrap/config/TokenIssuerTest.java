package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who issues tokens: a command or an authorization server, never both. */
class TokenIssuerTest {

  private static final String COMMAND = "GATEWAY_TOKEN_COMMAND";
  private static final String URL = "GATEWAY_OAUTH_TOKEN_URL";
  private static final String ID = "GATEWAY_OAUTH_CLIENT_ID";
  private static final String SECRET = "GATEWAY_OAUTH_CLIENT_SECRET";

  @TempDir private Path folder;

  @Test
  void nobodyDoesByDefault() throws ConfigException {
    assertThat(issuer(gateway())).isEmpty();
    assertThat(gateway().shown(COMMAND)).isEqualTo("not set");
    assertThat(gateway().shown(URL)).isEqualTo("not set");
  }

  @Test
  void aCommandIsSplitIntoWords() throws ConfigException {
    Given given = gateway().variable(COMMAND, "vault read -field=token 'a b'");
    assertThat(issuer(given))
        .contains(
            new TokenIssuerConfig.Command(
                List.of("vault", "read", "-field=token", "a b"), Duration.ofSeconds(8)));
    assertThat(given.shown(COMMAND)).isEqualTo("vault ***");
    assertThat(issuer(given).orElseThrow().toString()).isEqualTo("Command[vault, limit=PT8S]");
  }

  @Test
  void inYamlItMayBeAList() throws ConfigException {
    Given given =
        gateway()
            .yaml(
                "gateway.token-command: [sh, -c, \"cat $HOME/x | tr -d '\\n'\"]",
                "gateway.token-timeout: 2s");
    assertThat(issuer(given))
        .contains(
            new TokenIssuerConfig.Command(
                List.of("sh", "-c", "cat $HOME/x | tr -d '\n'"), Duration.ofSeconds(2)));
    assertThat(given.shown(COMMAND)).isEqualTo("sh ***");
    assertThat(issuer(gateway().yaml("gateway.token-command: [my program]")).orElseThrow())
        .isEqualTo(new TokenIssuerConfig.Command(List.of("my program"), Duration.ofSeconds(8)));
  }

  @Test
  void aCommandThatNeedsAShellIsRefusedWithoutItsArguments() {
    assertThat(gateway().variable(COMMAND, "cat s3cret | tr -d x").problem())
        .startsWith(COMMAND + "=cat *** (environment): expected a program and its arguments")
        .contains("sh -c")
        .doesNotContain("s3cret");
    assertThat(gateway().yaml("gateway.token-command: [[a]]").problem())
        .isEqualTo("gateway.token-command (holdfast.yaml line 1): expected a list of words");
  }

  @Test
  void theProgramMustBeThere() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path program = Files.writeString(bin.resolve("tokens"), "#!/bin/sh\n");
    String expected =
        " (environment): expected a program that can be run; there is none of that name";
    Given inPath = gateway().variable("PATH", "/nowhere:" + bin).variable(COMMAND, "tokens");
    Given byPath = gateway().variable(COMMAND, "bin/tokens -x");
    assertThat(inPath.problem()).isEqualTo(COMMAND + "=tokens" + expected);
    assertThat(byPath.problem()).isEqualTo(COMMAND + "=bin/tokens ***" + expected);

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(inPath.problems()).isEmpty();
    assertThat(byPath.problems()).isEmpty();
  }

  @Test
  void askingEndsBeforeTheAttemptDoes() throws ConfigException {
    Given late = gateway().variable("GATEWAY_TOKEN_TIMEOUT", "10s");
    assertThat(late.problems()).as("not used").isEmpty();
    assertThat(late.variable(COMMAND, "vault").problem())
        .isEqualTo(
            "GATEWAY_TOKEN_TIMEOUT=10s (environment): expected a duration shorter than"
                + " CONNECTION_TIMEOUT, which is 10s");
    assertThat(late.variable("CONNECTION_TIMEOUT", "11s").problems()).isEmpty();
    assertThat(gateway().variable(COMMAND, "vault").variable("CONNECTION_TIMEOUT", "5s").problem())
        .isEqualTo(
            "GATEWAY_TOKEN_TIMEOUT=8s (default): expected a duration shorter than"
                + " CONNECTION_TIMEOUT, which is 5s");
  }

  @Test
  void anAuthorizationServer() throws Exception {
    Files.writeString(folder.resolve("secret"), "s3cret-in-file\n");
    Given given =
        gateway()
            .variable(URL, "https://login.test/token?tenant=s3cret-in-query")
            .variable(ID, "press-7")
            .variable(SECRET + "_FILE", "secret")
            .variable("GATEWAY_OAUTH_CLIENT_AUTH", "client_secret_post")
            .variable("GATEWAY_OAUTH_SCOPE", "read write")
            .variable("GATEWAY_OAUTH_AUDIENCE", "gateway")
            .variable("GATEWAY_TOKEN_TIMEOUT", "3s");
    assertThat(issuer(given))
        .contains(
            new TokenIssuerConfig.ClientCredentials(
                URI.create("https://login.test/token?tenant=s3cret-in-query"),
                "press-7",
                new CredentialValue.InFile(folder.resolve("secret")),
                true,
                Optional.of("read write"),
                Optional.of("gateway"),
                Optional.empty(),
                Duration.ofSeconds(3)));
    assertThat(given.shown(URL)).isEqualTo("https://login.test/token?tenant=***");
    assertThat(given.shown(SECRET)).isEqualTo("not set");
    assertThat(given.load().secrets()).contains("s3cret-in-file");
    assertThat(given.config().toString()).doesNotContain("s3cret");
  }

  @Test
  void itsSecretIsNotShown() throws ConfigException {
    Given given = server("https://login.test/token");
    assertThat(given.shown(SECRET)).isEqualTo("***");
    assertThat(given.load().secrets()).contains("s3cret-of-client");
    assertThat(given.config().toString()).doesNotContain("s3cret");
    assertThat(given.load().warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1/", "http://127.0.0.1/", "http://[::1]:80/"})
  void onThisMachineItNeedsNoTls(String url) throws ConfigException {
    assertThat(server(url).load().warnings()).isEmpty();
  }

  @Test
  void elsewhereItIsWarnedOf() throws ConfigException {
    assertThat(server("http://login.test/").load().warnings())
        .containsExactly(URL + " is no https:// URL: everybody on the way can read the secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://login.test/ | an https:// URL such as",
        "login.test | an https:// URL such as",
        "https:///token | an https:// URL such as",
        "https://login.test:99999/ | an https:// URL such as",
        "https://lo gin.test/ | an https:// URL such as",
        "https://me:s3cret@login.test/ | a URL without user name and password",
        "https://login.test/#s | a URL without a fragment (RFC 6749 section 3.2)",
      })
  void otherUrlsAreRefused(String url, String expected) {
    assertThat(server(url).problem())
        .startsWith(URL + "=")
        .contains("(environment): expected " + expected)
        .doesNotContain("s3cret");
  }

  @Test
  void allOfItIsNeeded() {
    assertThat(gateway().variable(URL, "https://login.test/").problems())
        .containsExactly(
            URL + alone("https://login.test/", ID), URL + alone("https://login.test/", SECRET));
    assertThat(
            gateway()
                .variable(ID, "press-7")
                .variable(SECRET, "s3cret")
                .variable("GATEWAY_OAUTH_SCOPE", "read")
                .problems())
        .containsExactly(
            ID + alone("press-7", URL),
            SECRET + alone("***", URL),
            "GATEWAY_OAUTH_SCOPE" + alone("read", URL));
  }

  @Test
  void onlyOneCanGiveTheToken() throws Exception {
    Files.writeString(folder.resolve("token"), "s3cret");
    assertThat(gateway().variable("GATEWAY_TOKEN", "s3cret").variable(COMMAND, "vault x").problem())
        .isEqualTo(COMMAND + "=vault ***" + notBoth("GATEWAY_TOKEN"));
    assertThat(
            server("https://login.test/")
                .variable("GATEWAY_TOKEN_FILE", "token")
                .variable(COMMAND, "vault")
                .problems())
        .containsExactly(
            COMMAND + "=vault" + notBoth("GATEWAY_TOKEN_FILE"),
            URL + "=https://login.test/" + notBoth("GATEWAY_TOKEN_FILE"));
    assertThat(server("https://login.test/").variable(COMMAND, "vault").problem())
        .isEqualTo(URL + "=https://login.test/" + notBoth(COMMAND));
  }

  private Given gateway() {
    return Given.gateway(folder);
  }

  private Given server(String url) {
    return gateway()
        .variable(URL, url)
        .variable(ID, "press-7")
        .variable(SECRET, "s3cret-of-client");
  }

  private static Optional<TokenIssuerConfig> issuer(Given given) throws ConfigException {
    return given.config().first().gateway().credentials().issuer();
  }

  private static String alone(String shown, String partner) {
    return "="
        + shown
        + " (environment): expected to be given together with "
        + partner
        + ", not alone";
  }

  private static String notBoth(String given) {
    return " (environment): expected only one of both, but "
        + given
        + " is given too (environment)";
  }
}
