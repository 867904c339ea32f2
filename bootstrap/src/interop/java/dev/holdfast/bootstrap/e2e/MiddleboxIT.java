package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** nginx and haproxy between the daemon and its gateway. */
@EndToEndTest
class MiddleboxIT {

  /** More often than any limit on silence. */
  private static final String BEAT = "500ms";

  @RegisterExtension final RealServers servers = new RealServers();

  @ParameterizedTest
  @EnumSource
  void heartbeatsKeepASilentLinkThroughItsIdleLimit(
      Middlebox middlebox, Daemons daemons, RawGateway gateway) throws Exception {
    RealServer between = started(middlebox, gateway.port());
    DaemonProcess daemon =
        run(daemons, between)
            .with("HEARTBEAT_INTERVAL", BEAT)
            .with("HEARTBEAT_TIMEOUT", "10s")
            .start();
    daemon.awaitUp(1);
    Elapsed.whileTrue(Middlebox.IDLE_LIMIT.multipliedBy(3), () -> daemon.ends().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void aSilentLinkIsCutAndComesBack(Middlebox middlebox, Daemons daemons, RawGateway gateway)
      throws Exception {
    RealServer between = started(middlebox, gateway.port());
    DaemonProcess daemon = run(daemons, between).with("HEARTBEAT_MODE", "none").start();
    StateChange up = daemon.awaitUp(1);
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("link-lost");
    assertThat(end.retryInMs()).isPresent();
    assertThat(Elapsed.millis(up.atNanos(), end.atNanos()))
        .as("it is the limit that cuts")
        .isGreaterThan(Middlebox.IDLE_LIMIT.toMillis() / 2);
    daemon.awaitUp(2);
    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aReloadCostsOneLink(Middlebox middlebox, Daemons daemons, RawGateway gateway)
      throws Exception {
    RealServer between = started(middlebox, gateway.port());
    DaemonProcess daemon = run(daemons, between).with("HEARTBEAT_INTERVAL", BEAT).start();
    daemon.awaitUp(1);
    between.process().signal(middlebox.reloadSignal());
    assertThat(daemon.awaitEnd().cause()).isEqualTo("link-lost");
    daemon.awaitUp(2);
    Elapsed.whileTrue(Duration.ofSeconds(2), () -> daemon.ends().size() == 1);
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnRestartIsSurvived(Middlebox middlebox, Daemons daemons, RawGateway gateway)
      throws Exception {
    RealServer between = started(middlebox, gateway.port());
    DaemonProcess daemon = run(daemons, between).with("HEARTBEAT_INTERVAL", BEAT).start();
    daemon.awaitUp(1);
    between.kill();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("link-lost");
    assertThat(daemon.awaitEnd(2, DaemonProcess.START).cause()).isEqualTo("connect-refused");
    between.start();
    daemon.awaitUp(2);
  }

  /** 502 of nginx, 503 of haproxy. */
  @ParameterizedTest
  @EnumSource
  void aKilledGatewayIsFoundAgain(Middlebox middlebox, Daemons daemons) throws Exception {
    int port = RealServer.freePort();
    RealServer gateway =
        servers.keep(
            new RealServer(
                    port,
                    daemons.folder(),
                    List.of(
                        Daemons.home().resolve("bin").resolve("holdfast").toString(),
                        "gateway",
                        "--port",
                        Integer.toString(port)))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
    gateway.start();
    RealServer between = started(middlebox, port);
    DaemonProcess daemon =
        run(daemons, between)
            .with("GATEWAY_PROTOCOL", "json")
            .with("HEARTBEAT_INTERVAL", BEAT)
            .with("HEARTBEAT_TIMEOUT", "10s")
            .start();
    daemon.awaitStdout("readings", lines -> lines.size() >= 3);

    gateway.kill();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("link-lost");
    StateChange refusal = daemon.awaitEnd(2, DaemonProcess.START);
    assertThat(refusal.cause()).isEqualTo("handshake-rejected");
    assertThat(refusal.code()).hasValue(middlebox.statusWithoutUpstream());
    assertThat(refusal.retryInMs().orElseThrow()).isLessThanOrEqualTo(500);
    int before = daemon.stdout().size();
    gateway.start();
    daemon.awaitUp(2);
    daemon.awaitStdout("readings again", lines -> lines.size() >= before + 3);
    daemon.assertNoStackTrace();
  }

  @ParameterizedTest
  @EnumSource
  void aGatewayThatHangsIsA504(Middlebox middlebox, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.neverAnswers());
    RealServer between = started(middlebox, gateway.port());
    DaemonProcess daemon = run(daemons, between).with("CONNECTION_TIMEOUT", "30s").start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("handshake-rejected");
    assertThat(end.code()).hasValue(504);
    daemon.awaitUp(1);
  }

  private RealServer started(Middlebox middlebox, int gatewayPort) throws Exception {
    RealServer between = middlebox.before(gatewayPort, servers);
    between.start();
    return between;
  }

  private static Daemons.Start run(Daemons daemons, RealServer between) {
    return daemons.run(URI.create("ws://127.0.0.1:" + between.port()));
  }
}
