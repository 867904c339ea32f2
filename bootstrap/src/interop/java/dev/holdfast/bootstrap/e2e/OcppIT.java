package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.CallAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon as a charge point of two central systems, one on Node and one on Java. */
@EndToEndTest
class OcppIT {

  private static final String WRONG_PASSWORD = "low-voltage-5678";

  private static final String STATUS_16 =
      "{\"connectorId\":0,\"errorCode\":\"NoError\",\"status\":\"Available\"}";

  @RegisterExtension final RealServers servers = new RealServers();

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install("ocpp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ocpp-j-1.6", "ocpp-j-2.0.1"})
  void bootsBeatsAndComesBack(String protocol, Daemons daemons) throws Exception {
    assertBootsBeatsAndComesBack(OcppServer.onNode(servers), protocol, daemons);
  }

  @Test
  void bootsBeatsAndComesBackOnJava(Daemons daemons) throws Exception {
    assertBootsBeatsAndComesBack(OcppServer.onJava(servers), "ocpp-j-1.6", daemons);
  }

  private static void assertBootsBeatsAndComesBack(
      OcppServer system, String protocol, Daemons daemons) throws Exception {
    system.start();
    DaemonProcess daemon = run(daemons, system, protocol, OcppServer.PASSWORD).start();
    daemon.awaitTimes("AUTHENTICATED", 1);
    system.awaitTold("\"event\":\"client\"", OcppServer.CHARGE_POINT);
    system.awaitCalls("BootNotification", 1);
    system.awaitCalls("Heartbeat", 3);
    assertThat(daemon.ends()).isEmpty();

    system.kill();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("link-lost");
    assertThat(daemon.awaitEnd(2, DaemonProcess.START).cause()).isEqualTo("connect-refused");
    system.start();
    daemon.awaitTimes("AUTHENTICATED", 2);
    system.awaitCalls("Heartbeat", 2);
    assertThat(system.calls("BootNotification")).isEqualTo(1);
    assertThat(daemon.stdout()).as("logins and heartbeats are no data").isEmpty();
    daemon.assertNoStackTrace();
  }

  @Test
  void aWrongPasswordStopsTheDaemonWithAdvice(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    DaemonProcess daemon = run(daemons, system, "ocpp-j-1.6", WRONG_PASSWORD).start();
    daemon.assertExit(3, DaemonProcess.START);
    assertThat(daemon.ends()).as("one forced refresh").hasSize(2);
    assertThat(daemon.ends()).extracting(end -> end.code().orElse(0)).containsOnly(401);
    assertThat(daemon.log()).contains("GATEWAY_PASSWORD").doesNotContain(WRONG_PASSWORD);
  }

  /** This one answers 404 whatever is wrong, so nothing can be known of the password. */
  @Test
  void aWrongPasswordOnJavaIsTriedAgainSlowly(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onJava(servers).start();
    DaemonProcess daemon = run(daemons, system, "ocpp-j-1.6", WRONG_PASSWORD).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("handshake-rejected");
    assertThat(end.code()).hasValue(404);
    assertThat(end.retryInMs().orElseThrow()).isGreaterThan(200_000);
    system.awaitTold("\"event\":\"refused\"", OcppServer.CHARGE_POINT);
    assertThat(daemon.isAlive()).isTrue();
  }

  /** The server accepts the connection without the subprotocol: to see that is our part. */
  @Test
  void aServerOfAnotherVersionIsNotTakenForOurs(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).with("PROTOCOLS", "ocpp1.6").start();
    DaemonProcess daemon = run(daemons, system, "ocpp-j-2.0.1", OcppServer.PASSWORD).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("handshake-invalid");
    assertThat(end.line()).contains("ocpp2.0.1");
    assertThat(system.calls("BootNotification")).as("nothing is said to it").isZero();
  }

  @Test
  void aBootThatIsPutOffIsAskedForAgain(Daemons daemons) throws Exception {
    OcppServer system =
        OcppServer.onNode(servers).with("BOOT", "Pending,Rejected,Accepted").start();
    DaemonProcess daemon =
        run(daemons, system, "ocpp-j-1.6", OcppServer.PASSWORD)
            .with("HEARTBEAT_INTERVAL", "100ms")
            .start();
    daemon.awaitTimes("AUTHENTICATED", 1);
    assertThat(daemon.ends()).extracting(StateChange::cause).containsOnly("login-deferred");
    assertThat(daemon.ends()).hasSize(2);
    assertThat(daemon.ends().get(0).retryInMs().orElseThrow())
        .as("the server said 1 s")
        .isBetween(1_000L, 2_000L);
    system.awaitCalls("Heartbeat", 1);
    assertThat(system.told().stream().filter(line -> line.contains("\"event\":\"call\"")).limit(3))
        .as("nothing before the boot is accepted")
        .allMatch(line -> line.contains("BootNotification"));
  }

  @Test
  void aServerThatRestartsIsGivenItsTime(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    DaemonProcess daemon = run(daemons, system, "ocpp-j-1.6", OcppServer.PASSWORD).start();
    daemon.awaitTimes("AUTHENTICATED", 1);
    system.order("{\"stop\":1012}");
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("closed-by-gateway");
    assertThat(end.code()).hasValue(1012);
    assertThat(end.retryInMs().orElseThrow()).isBetween(5_000L, 30_000L);
  }

  /** It cuts a link whose pings are not answered by the next one. */
  @Test
  void pingsOfTheServerAreAnswered(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).with("PING_MS", "500").start();
    DaemonProcess daemon =
        run(daemons, system, "ocpp-j-1.6", OcppServer.PASSWORD)
            .with("HEARTBEAT_INTERVAL", "1h")
            .start();
    daemon.awaitTimes("AUTHENTICATED", 1);
    Elapsed.whileTrue(Duration.ofSeconds(4), () -> daemon.ends().isEmpty());
  }

  @Test
  void theDaemonSaysThatItImplementsNothing(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    DaemonProcess daemon = run(daemons, system, "ocpp-j-1.6", OcppServer.PASSWORD).start();
    daemon.awaitTimes("AUTHENTICATED", 1);
    system.order("{\"call\":\"Reset\",\"params\":{\"type\":\"Soft\"}}");
    system.awaitTold("\"event\":\"error\"", "Reset", "NotImplemented");
    assertThat(daemon.ends()).isEmpty();
  }

  @Test
  void commandsFromStandardInputAreAnswered(Daemons daemons) throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    DaemonProcess daemon =
        run(daemons, system, "ocpp-j-1.6", OcppServer.PASSWORD)
            .arguments("--stdin=commands")
            .start();
    daemon.type("StatusNotification " + STATUS_16);
    daemon.awaitStdout(
        "{\"command\":\"StatusNotification\",\"outcome\":\"answered\",\"answer\":{}}");
    daemon.type("DataTransfer {\"vendorId\":\"holdfast\"}");
    daemon.awaitStdout(
        "a refusal with its code",
        lines ->
            lines.stream()
                .anyMatch(line -> line.contains("\"refused\",\"code\":\"NotImplemented\"")));
  }

  @Test
  void commandsAndCallsGoBothWays() throws Exception {
    assertCallsGoBothWays(OcppServer.onNode(servers), "ocpp-j-1.6", STATUS_16);
  }

  @Test
  void commandsAndCallsGoBothWaysWithTwo() throws Exception {
    assertCallsGoBothWays(
        OcppServer.onNode(servers),
        "ocpp-j-2.0.1",
        "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"connectorStatus\":\"Available\","
            + "\"evseId\":1,\"connectorId\":1}");
  }

  @Test
  void commandsAndCallsGoBothWaysOnJava() throws Exception {
    assertCallsGoBothWays(OcppServer.onJava(servers), "ocpp-j-1.6", STATUS_16);
  }

  private void assertCallsGoBothWays(OcppServer system, String protocol, String status)
      throws Exception {
    system.start();
    LibraryConnection connection = library(system, protocol).awaitUp(1);
    assertThat(connection.command("StatusNotification", status))
        .isEqualTo(new CommandOutcome.Answered("{}"));
    system.order(
        "{\"call\":\"Reset\",\"params\":{\"type\":\""
            + (protocol.endsWith("1.6") ? "Soft" : "Immediate")
            + "\"}}");
    system.awaitTold("\"event\":\"answer\"", "Reset");
    assertThat(connection.status().up()).isTrue();
    assertThat(connection.status().traffic().malformed()).isZero();
    assertThat(connection.status().traffic().unmatched()).isZero();
  }

  @Test
  void whatTheServerDoesNotWantIsRefusedWithItsCode() throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    LibraryConnection connection = library(system, "ocpp-j-1.6").awaitUp(1);
    assertThat(connection.command("DataTransfer", "{\"vendorId\":\"holdfast\"}"))
        .isInstanceOfSatisfying(
            CommandOutcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("NotImplemented"));
    assertThat(connection.command("StatusNotification", "{\"connectorId\":\"seven\"}"))
        .as("against the schema")
        .isInstanceOf(CommandOutcome.Refused.class);
    assertThat(connection.command("StatusNotification", STATUS_16))
        .as("the link goes on")
        .isInstanceOf(CommandOutcome.Answered.class);
  }

  @Test
  void aCommandGivenWhileTheServerIsDownIsSentAfterTheNextBoot() throws Exception {
    OcppServer system = OcppServer.onNode(servers).start();
    LibraryConnection connection = library(system, "ocpp-j-1.6").awaitUp(1);
    system.kill();
    connection.awaitDown();
    CompletableFuture<CommandOutcome> waiting = connection.start("StatusNotification", STATUS_16);
    system.start();
    assertThat(waiting.get()).isInstanceOf(CommandOutcome.Answered.class);
    assertThat(system.told().stream().filter(line -> line.contains("\"event\":\"call\"")).toList())
        .first()
        .asString()
        .contains("BootNotification");
  }

  private LibraryConnection library(OcppServer system, String protocol) {
    return servers.keep(
        LibraryConnection.open(
            protocol,
            system.uri(),
            LibraryConnection.password(OcppServer.CHARGE_POINT, OcppServer.PASSWORD),
            call ->
                call.action().equals("Reset")
                    ? new CallAnswer.Done("{\"status\":\"Accepted\"}")
                    : new CallAnswer.NotImplemented()));
  }

  private static Daemons.Start run(
      Daemons daemons, OcppServer system, String protocol, String password) {
    return daemons
        .run(system.uri())
        .with("GATEWAY_PROTOCOL", protocol)
        .with("GATEWAY_EMAIL", OcppServer.CHARGE_POINT)
        .with("GATEWAY_PASSWORD", password)
        .with("HEARTBEAT_INTERVAL", "300ms");
  }
}
