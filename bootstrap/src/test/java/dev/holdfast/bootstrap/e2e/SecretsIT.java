package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.UpgradeRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is ever printed: not at any log level, not in an error, not by {@code check}. */
@EndToEndTest
class SecretsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PASSWORD = "pAssw0rd-planted";
  private static final String TOKEN = "t0ken-planted";
  private static final String IN_QUERY = "query-s3cret-planted";
  private static final String IN_USER_INFO = "userinfo-s3cret-planted";

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aWholeLifeAtTraceLevelPrintsNoSecret(String format, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.answers(HttpAnswer.status(401, "No").body("no")));
    gateway.script(3, Scripts.upgradesWith(answer -> answer.without("Upgrade")));
    gateway.script(4, Scripts.closesWith(ServerFrame.close(1011, "oops")));
    gateway.onConnection(Scripts.sends(ServerFrame.text("the end")));
    DaemonProcess daemon =
        daemons
            .run(gateway.uri("/link?token=" + IN_QUERY))
            .with("GATEWAY_EMAIL", "somebody@example.org")
            .with("GATEWAY_PASSWORD", PASSWORD)
            .with("GATEWAY_TOKEN", TOKEN)
            .with("LOG_LEVEL", "trace")
            .with("LOG_FORMAT", format)
            .start();
    daemon.awaitStdout("the end");
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    assertThat(gateway.awaitConnection(1, SOON).record().upgradeRequest().orElseThrow().target())
        .as("the gateway gets the query as it was written")
        .isEqualTo("/link?token=" + IN_QUERY);
    assertAuthorization(gateway, "Bearer " + TOKEN);
    assertNoSecret(daemon);
  }

  @Test
  void userInformationInTheUrlIsRefusedAndNotRepeated(Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons
            .command("run")
            .with("GATEWAY_URL", "ws://user:" + IN_USER_INFO + "@127.0.0.1:1/?a=" + IN_QUERY)
            .with("LOG_LEVEL", "trace")
            .start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("GATEWAY_URL");
    assertNoSecret(daemon);
    daemon.assertNoStackTrace();
  }

  @Test
  void aWrongConfigurationIsExplainedWithoutItsSecrets(Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons
            .command("run")
            .with("GATEWAY_URL", "http://u:" + IN_USER_INFO + "@example.invalid/?t=" + IN_QUERY)
            .with("GATEWAY_PASSWORD", PASSWORD)
            .with("GATEWAY_TOKEN", TOKEN + "\u0001")
            .with("LOG_LEVEL", "trace")
            .with("RECONNECT_JITTER", "wild")
            .start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("GATEWAY_URL").contains("RECONNECT_JITTER");
    assertNoSecret(daemon);
    daemon.assertNoStackTrace();
  }

  @Test
  void checkMasksThem(Daemons daemons) throws Exception {
    DaemonProcess check =
        daemons
            .command("check")
            .with("GATEWAY_URL", "ws://127.0.0.1:1/?token=" + IN_QUERY)
            .with("GATEWAY_PASSWORD", PASSWORD)
            .with("GATEWAY_TOKEN", TOKEN)
            .start();
    check.assertExit(0, SOON);
    assertThat(String.join("\n", check.stdout()))
        .contains("GATEWAY_PASSWORD")
        .contains("GATEWAY_TOKEN");
    assertNoSecret(check);
  }

  @Test
  void aTokenInAFileIsReadAndStaysThere(Daemons daemons, RawGateway gateway) throws Exception {
    Path token = Files.writeString(daemons.folder().resolve("token"), TOKEN + "\n");
    assertUsedAndNotPrinted(
        daemons.run(gateway.uri()).with("GATEWAY_TOKEN_FILE", token.toString()),
        gateway,
        "Bearer " + TOKEN);
  }

  @Test
  void aPasswordInAFileIsReadAndStaysThere(Daemons daemons, RawGateway gateway) throws Exception {
    Files.writeString(daemons.folder().resolve("password"), PASSWORD + "\n");
    String pair = "somebody@example.org:" + PASSWORD;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    DaemonProcess daemon =
        assertUsedAndNotPrinted(
            daemons
                .run(gateway.uri())
                .with("GATEWAY_EMAIL", "somebody@example.org")
                .with("GATEWAY_PASSWORD_FILE", "password"),
            gateway,
            "Basic " + basic);
    assertThat(daemon.log()).as("Base64 hides nothing").doesNotContain(basic);
  }

  @Test
  void aTokenThatChangesInItsFileIsUsedForTheNextAttempt(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path token = Files.writeString(daemons.folder().resolve("token"), TOKEN + "-old");
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          Files.writeString(token, TOKEN + "-new");
          connection.answer(HttpAnswer.status(401, "No").body("no"));
          connection.fin();
        });
    gateway.script(2, Scripts.wellBehaved());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("GATEWAY_TOKEN_FILE", token.toString())
            .with("LOG_LEVEL", "trace")
            .start();
    daemon.awaitUp(1);
    assertThat(
            gateway.connections().stream()
                .map(each -> each.record().upgradeRequest().orElseThrow().value("Authorization"))
                .map(Optional::orElseThrow))
        .containsExactly("Bearer " + TOKEN + "-old", "Bearer " + TOKEN + "-new");
    assertNoSecret(daemon);
  }

  @Test
  void aMissingSecretFileIsNamed(Daemons daemons) throws Exception {
    DaemonProcess daemon =
        daemons
            .command("run")
            .with("GATEWAY_URL", "ws://127.0.0.1:1/")
            .with("GATEWAY_TOKEN_FILE", "no-such-file")
            .start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("GATEWAY_TOKEN_FILE").contains("no-such-file");
    daemon.assertNoStackTrace();
  }

  private static DaemonProcess assertUsedAndNotPrinted(
      Daemons.Start start, RawGateway gateway, String authorization) throws Exception {
    gateway.onConnection(Scripts.sends(ServerFrame.text("the end")));
    DaemonProcess daemon = start.with("LOG_LEVEL", "trace").start();
    daemon.awaitStdout("the end");
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);
    assertAuthorization(gateway, authorization);
    assertNoSecret(daemon);
    return daemon;
  }

  private static void assertAuthorization(RawGateway gateway, String expected)
      throws InterruptedException {
    UpgradeRequest request = gateway.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON);
    assertThat(request.values("Authorization")).containsExactly(expected);
  }

  private static void assertNoSecret(DaemonProcess daemon) {
    String everything = String.join("\n", daemon.stdout()) + "\n" + daemon.log();
    assertThat(everything).doesNotContain(PASSWORD, TOKEN, IN_QUERY, IN_USER_INFO, "s3cret");
  }
}
