package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.LogCapture;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one line that every transition leaves in the log, for people and for machines. */
final class TransitionLogTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void tellsTheStoryOfAGatewayThatFellSilent() {
    rig.bringUp();
    rig.passSeconds(35);

    assertThat(rig.log().take())
        .containsExactly(
            "Connection state: DISCONNECTED -> CONNECTING (connect requested), attempt 1",
            "Connection state: CONNECTING -> CONNECTED (handshake completed), attempt 1",
            "Connection state: CONNECTED -> CLOSED (heartbeat timed out) no answer within 5000 ms,"
                + " attempt 1, reconnect in 2.4 s, failure 1",
            "Connection state: CLOSED -> DISCONNECTED (heartbeat timed out) no answer within"
                + " 5000 ms, attempt 1, reconnect in 2.4 s, failure 1");
    rig.pass(Duration.ofMillis(2400));
    assertThat(rig.log().take())
        .containsExactly("Connection state: DISCONNECTED -> CONNECTING (backoff over), attempt 2");
  }

  @Test
  void carriesFieldsForMachines() {
    rig.connect();
    ILoggingEvent connecting = rig.log().latest();
    assertThat(connecting.getLevel()).isEqualTo(Level.INFO);
    assertThat(connecting.getLoggerName()).isEqualTo("dev.holdfast.connection");
    assertThat(LogCapture.fields(connecting))
        .containsExactly(
            Map.entry("attempt", 1L),
            Map.entry("cause", "connect-requested"),
            Map.entry("connection", "press-7"),
            Map.entry("event", "state"),
            Map.entry("from", "DISCONNECTED"),
            Map.entry("to", "CONNECTING"));

    rig.accept();
    rig.passSeconds(35);
    assertThat(LogCapture.fields(rig.log().latest()))
        .containsExactly(
            Map.entry("attempt", 1L),
            Map.entry("cause", "heartbeat-timeout"),
            Map.entry("connection", "press-7"),
            Map.entry("detail", "no answer within 5000 ms"),
            Map.entry("event", "state"),
            Map.entry("failures", 1),
            Map.entry("from", "CLOSED"),
            Map.entry("retryInMs", 2400L),
            Map.entry("to", "DISCONNECTED"));
  }

  @Test
  void namesTheCloseCodeAndTheStop() {
    rig.bringUp();
    rig.link().closeByGateway(1008, "unknown device");
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CONNECTED -> CLOSED (closed by the gateway: 1008 policy violation)"
                + " unknown device, attempt 1, stopped: the gateway rejected us for good");
    assertThat(LogCapture.fields(rig.log().latest()))
        .containsEntry("cause", "closed-by-gateway")
        .containsEntry("code", 1008)
        .containsEntry("detail", "unknown device")
        .containsEntry("stopped", "rejected")
        .doesNotContainKeys("retryInMs", "failures", "status");
  }

  @Test
  void namesTheHttpStatus() {
    rig.connect();
    rig.link()
        .end(Cause.handshakeRejected(503, "maintenance", Optional.of(Duration.ofSeconds(20))));
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CLOSED -> DISCONNECTED (handshake rejected: HTTP 503) maintenance,"
                + " attempt 1, reconnect in 21.7 s, failure 1");
    assertThat(LogCapture.fields(rig.log().latest()))
        .containsEntry("status", 503)
        .containsEntry("retryInMs", 21_680L)
        .doesNotContainKey("code");
  }

  @Test
  void saysMillisecondsBelowASecondAndNoFailureAfterARotation() {
    rig.policy(
        policy ->
            policy
                .stableAfter(Duration.ofSeconds(1))
                .maxLifetime(Optional.of(Duration.ofSeconds(10))));
    rig.random().choose(0.25);
    rig.bringUp();
    rig.pass(Duration.ofMillis(9_750));
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CLOSED -> DISCONNECTED (planned rotation), attempt 1,"
                + " reconnect in 250 ms");
  }

  @Test
  void saysThatCredentialsAreRejected() {
    rig.bringUp();
    for (int i = 0; i < 2; i++) {
      rig.lose();
      rig.reconnectNow();
      rig.link().end(Cause.handshakeRejected(401, "", Optional.empty()));
      rig.run();
      rig.reconnectNow();
    }
    rig.link().end(Cause.handshakeRejected(401, "", Optional.empty()));
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage())
        .endsWith(", credentials are rejected: check them");
  }

  @ParameterizedTest
  @CsvSource({
    "404, 'check the path of the URL, and whether the gateway knows this device and its credentials'",
    "410, check what the gateway wants",
  })
  void saysWhatToCheckWhileOnlySomebodyElseCanHelp(int status, String advice) {
    Cause cause = Cause.handshakeRejected(status, "", Optional.empty());
    VerdictTable slow =
        VerdictTable.defaults().with(CauseKey.of(cause), Verdict.SLOW, "For this test.");
    rig.policy(policy -> policy.verdicts(slow));
    rig.connect();
    rig.link().end(cause);
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage()).endsWith(", failure 1, " + advice);
  }

  @Test
  void tellsHowAShutdownWent() {
    rig.bringUp();
    rig.log().take();
    rig.shutDown(Duration.ofSeconds(4));
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertThat(rig.log().take())
        .containsExactly(
            "Connection state: CONNECTED -> CLOSING (shutdown), attempt 1",
            "Connection state: CLOSING -> CLOSED (shutdown), attempt 1, stopped: as asked");
  }

  @Test
  void tellsThatAShutdownWasForced() {
    rig.bringUp();
    rig.shutDown(Duration.ofSeconds(1));
    rig.passSeconds(1);

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CLOSING -> CLOSED (shutdown), attempt 1, stopped: aborted, the"
                + " gateway did not answer the close in time");
    assertThat(LogCapture.fields(rig.log().latest())).containsEntry("stopped", "forced");
  }

  @Test
  void tellsThatNoAttemptIsLeft() {
    rig.policy(policy -> policy.maxReconnects(OptionalInt.of(0)));
    rig.connect();
    rig.lose();

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CONNECTING -> CLOSED (link lost), attempt 1, stopped: no reconnect"
                + " attempts left");
  }

  @Test
  void aGatewayCannotBreakTheLine() {
    rig.bringUp();
    rig.link().closeByGateway(4000, "first\nsecond\r\u001b[31m\u2028third");
    rig.run();

    assertThat(rig.log().latest().getFormattedMessage())
        .isEqualTo(
            "Connection state: CLOSED -> DISCONNECTED (closed by the gateway: 4000 private to the"
                + " gateway) first second  [31m third, attempt 1, reconnect in 2.4 s, failure 1");
  }
}
