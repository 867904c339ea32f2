package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Tokens that somebody issues: one is used until the gateway rejects it, then one new one is
 * fetched, and no more.
 */
@EndToEndTest
class TokenIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TOKEN = "t0ken-planted-";
  private static final String SECRET = "client-s3cret-planted";

  private static final Script REJECTS =
      Scripts.answers(HttpAnswer.status(401, "No").body("no such token"));

  @Test
  void aRejectedTokenOfACommandIsReplacedOnce(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path runs = daemons.folder().resolve("runs");
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.acceptsAndDrops());
    gateway.script(3, REJECTS);
    gateway.script(4, Scripts.wellBehaved());
    DaemonProcess daemon = withCommand(daemons, gateway, "true").start();
    daemon.awaitUp(3);

    assertTokens(gateway, 1, 1, 1, 2);
    assertThat(Files.readAllLines(runs)).as("runs of the command").hasSize(2);
    assertNoSecret(daemon);
  }

  @Test
  void aRejectedTokenOfAnAuthorizationServerIsReplacedOnce(Daemons daemons, RawGateway gateway)
      throws Exception {
    AtomicInteger issued = new AtomicInteger();
    HttpServer server = tokenServer(issued);
    try {
      gateway.script(1, Scripts.acceptsAndDrops());
      gateway.script(2, REJECTS);
      gateway.script(3, Scripts.wellBehaved());
      DaemonProcess daemon =
          daemons
              .run(gateway.uri())
              .with("GATEWAY_OAUTH_TOKEN_URL", "http://localhost:" + server.getAddress().getPort())
              .with("GATEWAY_OAUTH_CLIENT_ID", "press-7")
              .with("GATEWAY_OAUTH_CLIENT_SECRET", SECRET)
              .with("LOG_LEVEL", "trace")
              .start();
      daemon.awaitUp(2);

      assertTokens(gateway, 1, 1, 2);
      assertThat(issued).as("requests").hasValue(2);
      assertNoSecret(daemon);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void tokensThatNeverWorkedAreGivenUpWithAdvice(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(REJECTS);
    DaemonProcess daemon = withCommand(daemons, gateway, "true").start();
    daemon.assertExit(3, DaemonProcess.START);

    assertTokens(gateway, 1, 2);
    assertThat(daemon.log())
        .contains("The gateway does not accept the credentials.")
        .contains("GATEWAY_TOKEN_COMMAND");
    assertNoSecret(daemon);
  }

  @Test
  void tokensThatOnceWorkedAreTriedAgainSlowly(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(REJECTS);
    gateway.script(1, Scripts.acceptsAndDrops());
    DaemonProcess daemon = withCommand(daemons, gateway, "true").start();
    StateChange second =
        daemon.awaitChange(
            "a slow retry",
            change -> change.to().equals("DISCONNECTED") && change.retryInMs().orElse(0) >= 240_000,
            DaemonProcess.START);

    assertThat(second.retryInMs().orElseThrow()).isBetween(240_000L, 360_000L);
    assertTokens(gateway, 1, 1, 2);
    assertNoSecret(daemon);
  }

  @Test
  void aCommandThatFailsFailsTheAttemptAndIsRunAgain(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon =
        withCommand(daemons, gateway, "[ $n -gt 1 ] || { echo not logged in >&2; exit 3; }")
            .start();
    daemon.awaitUp(1);

    assertThat(daemon.ends())
        .isNotEmpty()
        .allSatisfy(end -> assertThat(end.cause()).isEqualTo("credentials-unavailable"));
    assertThat(daemon.log()).contains("token command tokens: exit code 3: not logged in");
    assertTokens(gateway, 2);
  }

  @Test
  void aCommandThatHangsIsKilledAndNamed(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon =
        withCommand(daemons, gateway, "[ $n -gt 1 ] || sleep 600")
            .with("GATEWAY_TOKEN_TIMEOUT", "2s")
            .start();
    daemon.awaitUp(1);
    assertThat(daemon.log()).contains("token command tokens: did not end within 2 s");
  }

  @Test
  void aCommandThatRunsDoesNotOutliveTheDaemon(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path pid = daemons.folder().resolve("pid");
    DaemonProcess daemon =
        withCommand(daemons, gateway, "echo $$ > part; mv part pid; sleep 600; true").start();
    Awaitility.await().atMost(DaemonProcess.START).until(() -> Files.exists(pid));
    ProcessHandle command =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    assertThat(command.onExit()).succeedsWithin(SOON);
  }

  /**
   * A command that counts its runs and prints a token with that number, good for an hour.
   *
   * @param before what it does first; {@code $n} is the number of the run
   */
  private static Daemons.Start withCommand(Daemons daemons, RawGateway gateway, String before)
      throws IOException {
    Path script = daemons.folder().resolve("tokens");
    Files.write(
        script,
        List.of(
            "#!/bin/sh",
            "echo run >> runs",
            "n=$(grep -c run runs)",
            before,
            "echo \"{\\\"token\\\":\\\"" + TOKEN + "$n\\\",\\\"expiresIn\\\":3600}\""));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return daemons
        .run(gateway.uri())
        .with("GATEWAY_TOKEN_COMMAND", "./tokens for 'press 7'")
        .with("LOG_LEVEL", "trace");
  }

  private static HttpServer tokenServer(AtomicInteger issued) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              ("{\"access_token\":\""
                      + TOKEN
                      + issued.incrementAndGet()
                      + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void assertTokens(RawGateway gateway, int... numbers) throws InterruptedException {
    for (int i = 0; i < numbers.length; i++) {
      Optional<String> sent =
          gateway
              .awaitConnection(i + 1, SOON)
              .record()
              .awaitUpgradeRequest(SOON)
              .value("Authorization");
      assertThat(sent).as("connection %s", i + 1).contains("Bearer " + TOKEN + numbers[i]);
    }
    assertThat(gateway.connections()).hasSize(numbers.length);
  }

  private static void assertNoSecret(DaemonProcess daemon) {
    assertThat(daemon.log() + String.join("\n", daemon.stdout())).doesNotContain(TOKEN, SECRET);
    daemon.assertNoStackTrace();
  }
}
