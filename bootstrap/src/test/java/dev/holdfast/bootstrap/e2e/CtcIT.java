package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The session protocol {@code ctc} against the simulated gateway, each as a process. Made from
 * notes: no real gateway was there.
 */
@EndToEndTest
class CtcIT {

  private static final String EMAIL = "demo@holdfast.test";
  private static final String PASSWORD = "not-a-secret";

  @Test
  void aWrongPasswordEndsTheDaemonWithAdvice(Daemons daemons) throws Exception {
    URI gateway = uri(gateway(daemons, "0"));
    DaemonProcess daemon = daemon(daemons, gateway).with("GATEWAY_PASSWORD", "wr0ng-one").start();

    daemon.assertExit(3, DaemonProcess.START);
    assertThat(daemon.ends()).extracting(StateChange::cause).containsOnly("login-rejected");
    assertThat(daemon.log())
        .contains("Invalid email or password")
        .contains("The gateway does not accept the credentials")
        .contains("GATEWAY_PASSWORD")
        .doesNotContain("wr0ng-one");
    daemon.assertNoStackTrace();
  }

  @Test
  void logsInAgainAfterTheGatewayWasKilled(Daemons daemons) throws Exception {
    DaemonProcess gateway = gateway(daemons, "0");
    URI uri = uri(gateway);
    DaemonProcess daemon = daemon(daemons, uri).with("GATEWAY_PASSWORD", PASSWORD).start();
    daemon.awaitState("AUTHENTICATED");
    gateway.destroy();
    daemon.awaitEnd();
    uri(gateway(daemons, Integer.toString(uri.getPort())));

    daemon.awaitChange(
        "a second login",
        change -> change.to().equals("AUTHENTICATED") && change.attempt() > 1,
        DaemonProcess.START);
    assertThat(daemon.stdout()).isEmpty();
    assertThat(daemon.log()).doesNotContain(PASSWORD);
    daemon.signal("TERM");
    daemon.assertExit(0, DaemonProcess.START);
  }

  /** Nobody but the session protocol asks which sensors there are. */
  @Test
  void aReadingSaysHowFastItWasSampled(Daemons daemons) throws Exception {
    URI gateway = uri(gateway(daemons, "0"));
    DaemonProcess daemon = FanReadings.of(daemons, gateway).start();

    daemon.awaitStdout(
        "a reading with its rate",
        lines ->
            lines.stream()
                .anyMatch(
                    line ->
                        line.contains("\"sensor\":\"310002\"")
                            && line.contains("\"sampleRateHz\":512,\"series\":")));
    daemon.signal("TERM");
    daemon.assertExit(0, DaemonProcess.START);
  }

  @Test
  void theDemonstrationTakesDecodedReadingsThroughFaults(Daemons daemons) throws Exception {
    DaemonProcess demo =
        daemons
            .command("demo", "--protocol", "ctc", "--duration", "25s", "--every", "4s")
            .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
            .start();

    demo.assertExit(0, Duration.ofMinutes(2));
    assertThat(demo.stdout())
        .anyMatch(line -> line.contains("from notes and not from hardware"))
        .anyMatch(
            line -> line.endsWith("sensors: 310001 (pump-1), 310002 (fan-1), 310003 (gearbox-1)"))
        .anyMatch(
            line ->
                line.matches(
                    ".* data {2}31000\\d: 400 samples an axis at \\d+ Hz; rms x 0\\.\\d+, .*"))
        .anyMatch(line -> line.matches("logins: [2-9]"))
        .anyMatch(line -> line.matches("readings on schedule: [1-9]\\d* taken, \\d+ missed .*"))
        .anyMatch(line -> line.matches("gaps in which something may have been missed: [1-9]"));
    assertThat(demo.stderr()).isEmpty();
  }

  private static DaemonProcess gateway(Daemons daemons, String port) throws Exception {
    return daemons
        .command("gateway", "--protocol", "ctc", "--port", port)
        .with("HOLDFAST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
        .start();
  }

  private static URI uri(DaemonProcess gateway) throws Exception {
    return URI.create(gateway.awaitStdout("its address", lines -> !lines.isEmpty()).get(0));
  }

  private static Daemons.Start daemon(Daemons daemons, URI gateway) {
    return daemons.run(gateway).with("GATEWAY_PROTOCOL", "ctc").with("GATEWAY_EMAIL", EMAIL);
  }
}
