package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.service.Subscription;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The daemon against {@code signalk-server} and its sample data. */
@EndToEndTest
class SignalKIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final RealServers servers = new RealServers();

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install("signalk");
  }

  @Test
  void readingsFlowAgainAfterTheServerWasKilled(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    DaemonProcess daemon =
        run(daemons, boat.stream("self"))
            .with("GATEWAY_TOKEN", SignalKServer.token("first", HOUR))
            .start();
    awaitReadings(daemon, 3);
    assertThat(awaitUp(daemon, 1).attempt()).isEqualTo(1);

    boat.kill();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("link-lost");
    assertThat(daemon.awaitEnd(2, DaemonProcess.START).cause()).isEqualTo("connect-refused");
    int before = readings(daemon);
    boat.start("first");
    awaitUp(daemon, 2);
    awaitReadings(daemon, before + 3);
    daemon.assertNoStackTrace();
  }

  @Test
  void userNameAndPasswordAreToldInTheStream(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    DaemonProcess daemon = login(daemons, boat, SignalKServer.PASSWORD).start();
    awaitReadings(daemon, 3);
    assertThat(daemon.log()).doesNotContain(SignalKServer.PASSWORD);

    DaemonProcess wrong = login(daemons, boat, "low-tide").start();
    wrong.assertExit(3, DaemonProcess.START);
    assertThat(wrong.ends()).extracting(StateChange::cause).containsOnly("login-rejected");
    assertThat(wrong.ends()).as("one forced refresh").hasSize(2);
    assertThat(wrong.log()).contains("GATEWAY_PASSWORD").doesNotContain("low-tide");
    wrong.assertNoStackTrace();
  }

  @Test
  void aTokenThatNeverWorkedStopsTheDaemonWithAdvice(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    String forged = SignalKServer.token("guessed", HOUR);
    DaemonProcess daemon = run(daemons, boat.stream("self")).with("GATEWAY_TOKEN", forged).start();
    daemon.assertExit(3, DaemonProcess.START);
    assertThat(daemon.ends()).as("one forced refresh").hasSize(2);
    assertThat(daemon.ends()).extracting(end -> end.code().orElse(0)).containsOnly(401);
    assertThat(daemon.log()).contains("GATEWAY_TOKEN").doesNotContain(forged);
  }

  /** The server signs with a new secret after its restart, and the new token comes late. */
  @Test
  void aTokenThatIsReplacedInItsFileIsTaken(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    Path file = daemons.folder().resolve("token");
    Files.writeString(file, SignalKServer.token("first", HOUR));
    DaemonProcess daemon =
        run(daemons, boat.stream("self")).with("GATEWAY_TOKEN_FILE", file.toString()).start();
    awaitReadings(daemon, 1);

    boat.kill();
    boat.start("second");
    StateChange patient =
        daemon.awaitChange(
            "patience with credentials that once worked",
            change -> change.retryInMs().orElse(0) > 200_000,
            DaemonProcess.START);
    assertThat(patient.cause()).isEqualTo("handshake-rejected");
    assertThat(patient.code()).hasValue(401);
    int before = readings(daemon);
    Files.writeString(file, SignalKServer.token("second", HOUR));
    daemon.signal("USR1");
    awaitUp(daemon, 2);
    awaitReadings(daemon, before + 1);
  }

  /** The server looks at the token of a link once a minute, and says so before it cuts. */
  @Test
  void aTokenThatExpiresDuringTheLinkIsRenewedFromItsFile(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    Path file = daemons.folder().resolve("token");
    Files.writeString(file, SignalKServer.token("first", Duration.ofSeconds(50)));
    DaemonProcess daemon =
        run(daemons, boat.stream("self")).with("GATEWAY_TOKEN_FILE", file.toString()).start();
    awaitReadings(daemon, 1);
    Files.writeString(file, SignalKServer.token("first", HOUR));

    StateChange end = daemon.awaitEnd(1, Duration.ofSeconds(100));
    assertThat(end.from()).isEqualTo("AUTHENTICATED");
    assertThat(end.cause()).isEqualTo("closed-by-gateway");
    assertThat(end.code()).as("it gives none").hasValue(1005);
    daemon.awaitStdout(
        "the reason, in a message before the end",
        lines -> lines.stream().anyMatch(line -> line.contains("security constraint")));
    int before = readings(daemon);
    awaitUp(daemon, 2);
    awaitReadings(daemon, before + 1);
    assertThat(daemon.ends()).hasSize(1);
  }

  @Test
  void aQuietLinkIsKeptByPings(Daemons daemons) throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    DaemonProcess daemon =
        run(daemons, boat.stream("none"))
            .with("GATEWAY_TOKEN", SignalKServer.token("first", HOUR))
            .with("HEARTBEAT_INTERVAL", "200ms")
            .start();
    awaitUp(daemon, 1);
    Elapsed.whileTrue(Duration.ofSeconds(3), () -> daemon.ends().isEmpty());
    assertThat(daemon.stdout()).as("nothing was asked for").isEmpty();
  }

  @Test
  void subscriptionsAreMadeAgainAfterTheServerWasKilled() throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    LibraryConnection connection =
        library(
            boat,
            new Subscription("navigation.speedThroughWater", "{\"period\":200}"),
            new Subscription("environment.depth.belowTransducer", ""));
    connection.awaitUp(1);
    connection.awaitMessage("speed", about("navigation.speedThroughWater"));
    connection.awaitMessage("depth", about("environment.depth.belowTransducer"));
    assertThat(connection.readings())
        .as("nothing but what was asked for")
        .extracting(InboundMessage.Text::topic)
        .containsOnly("navigation.speedThroughWater", "environment.depth.belowTransducer");

    boat.kill();
    connection.awaitDown();
    int before = connection.messages().size();
    boat.start("first");
    connection.awaitUp(2);
    connection.awaitMessage("a gap", InboundMessage.Gap.class::isInstance);
    assertThat(connection.messages().get(before)).isInstanceOf(InboundMessage.Gap.class);
    connection.awaitMessage(
        "depth after the gap",
        message ->
            about("environment.depth.belowTransducer").test(message)
                && connection.messages().indexOf(message) > before);
  }

  @Test
  void putsAreAnsweredInStages() throws Exception {
    SignalKServer boat = new SignalKServer(servers).start("first");
    LibraryConnection connection = library(boat).awaitUp(1);

    assertThat(connection.command("navigation.speedThroughWater", "3"))
        .as("nobody takes this")
        .isInstanceOfSatisfying(
            CommandOutcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("405");
              assertThat(refused.text()).contains("PUT not supported");
            });
    assertThat(
            connection.command("environment.depth.belowTransducer.meta.displayName", "\"Depth\""))
        .as("PENDING first: the server writes this to a file")
        .isInstanceOfSatisfying(
            CommandOutcome.Answered.class,
            answered -> assertThat(answered.body()).contains("\"statusCode\":200"));
    assertThat(connection.status().traffic().unmatched()).isZero();

    boat.kill();
    connection.awaitDown();
    CompletableFuture<CommandOutcome> waiting =
        connection.start("navigation.speedThroughWater", "4");
    boat.start("first");
    assertThat(waiting.get())
        .as("sent after the next login")
        .isInstanceOf(CommandOutcome.Refused.class);
  }

  private LibraryConnection library(SignalKServer boat, Subscription... subscriptions) {
    return servers.keep(
        LibraryConnection.open(
            "signalk",
            boat.stream("none"),
            LibraryConnection.password(SignalKServer.USER, SignalKServer.PASSWORD),
            subscriptions));
  }

  private static Predicate<InboundMessage> about(String topic) {
    return message -> message instanceof InboundMessage.Text text && text.topic().equals(topic);
  }

  private static Daemons.Start run(Daemons daemons, URI gateway) {
    return daemons.run(gateway).with("GATEWAY_PROTOCOL", "signalk");
  }

  private static Daemons.Start login(Daemons daemons, SignalKServer boat, String password) {
    return run(daemons, boat.stream("self"))
        .with("GATEWAY_EMAIL", SignalKServer.USER)
        .with("GATEWAY_PASSWORD", password);
  }

  private static StateChange awaitUp(DaemonProcess daemon, int times) throws InterruptedException {
    return daemon.awaitTimes("AUTHENTICATED", times);
  }

  private static int readings(DaemonProcess daemon) {
    return daemon.stdout().size();
  }

  private static void awaitReadings(DaemonProcess daemon, int count) throws InterruptedException {
    daemon.awaitStdout(
        count + " readings",
        lines -> lines.stream().filter(line -> line.contains("\"updates\":[")).count() >= count);
  }
}
