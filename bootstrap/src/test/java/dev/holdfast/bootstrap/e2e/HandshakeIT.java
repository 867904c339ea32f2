package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which the opening handshake can fail: the cause is named and the link comes back.
 */
@EndToEndTest
class HandshakeIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aHandshakeThatIsNeverAnsweredTimesOut(Daemons daemons, RawGateway gateway) throws Exception {
    assertTimesOut(Scripts.neverAnswers(), daemons, gateway);
  }

  @Test
  void halfAStatusLineTimesOut(Daemons daemons, RawGateway gateway) throws Exception {
    assertTimesOut(Scripts.answersRaw(ascii("HTTP/1.1 10")), daemons, gateway);
  }

  @Test
  void anAnswerThatDripsTooSlowlyTimesOut(Daemons daemons, RawGateway gateway) throws Exception {
    assertTimesOut(
        connection -> {
          connection.drip(Duration.ofMillis(50));
          connection.acceptUpgrade();
        },
        daemons,
        gateway);
  }

  @Test
  void halfAStatusLineAndThenTheEndIsNoHandshake(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 10");
          connection.fin();
        });
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid", "link-lost");
  }

  @Test
  void theEndInsteadOfAnAnswerIsNoHandshake(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.readUpgradeRequest();
          connection.reset();
        });
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid", "link-lost");
  }

  @Test
  void garbageIsNoHandshake(Daemons daemons, RawGateway gateway) throws Exception {
    byte[] garbage = new byte[4096];
    new Random(6455).nextBytes(garbage);
    gateway.script(1, Scripts.answersRaw(garbage));
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  @Test
  void anotherProtocolIsNoHandshake(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.answersRaw(ascii("SSH-2.0-OpenSSH_9.2\r\n\r\n")));
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  @Test
  void headersWithoutEndAreCutOff(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 101 Switching Protocols\r\n");
          connection.sendRaw(("X-Filler: " + "x".repeat(1000) + "\r\n").repeat(1000));
        });
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  @Test
  void aWrongAcceptKeyIsNoHandshake(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(
        1,
        Scripts.upgradesWith(
            answer -> answer.header("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")));
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Accept", "Upgrade", "Connection"})
  void aMissingHeaderIsNoHandshake(String header, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.upgradesWith(answer -> answer.without(header)));
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  @ParameterizedTest
  @CsvSource({"Sec-WebSocket-Protocol, evil", "Sec-WebSocket-Extensions, permessage-deflate"})
  void somethingThatWasNeverOfferedIsNoHandshake(
      String header, String value, Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.upgradesWith(answer -> answer.header(header, value)));
    assertEndsWithOneOf(daemons, gateway, "handshake-invalid");
  }

  /** Redirects are followed, so they are not among these. */
  @Test
  void refusalsComeBackWithTheBackoff(Daemons daemons, RawGateway gateway) throws Exception {
    int[] statuses = {200, 400, 404, 426, 429, 500, 502, 503};
    for (int i = 0; i < statuses.length; i++) {
      gateway.script(
          i + 1, Scripts.answers(HttpAnswer.status(statuses[i], "No").body("not today")));
    }
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    assertThat(daemon.ends()).hasSize(statuses.length);
    for (int i = 0; i < statuses.length; i++) {
      StateChange end = daemon.ends().get(i);
      assertThat(end.cause()).isEqualTo("handshake-rejected");
      assertThat(end.code()).hasValue(statuses[i]);
      assertThat(end.line()).contains("not today");
      assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 500L);
    }
    daemon.assertNoStackTrace();
  }

  @Test
  void aRefusalWithoutEndIsCutOff(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(
        1,
        connection -> {
          connection.readUpgradeRequest();
          connection.sendRaw("HTTP/1.1 500 Oh\r\nContent-Length: 99999999\r\n\r\n");
          connection.sendEvery(Duration.ofMillis(10), ServerFrame.binary(new byte[1000]));
        });
    StateChange end = assertEndsWithOneOf(daemons, gateway, "handshake-rejected");
    assertThat(end.code()).hasValue(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void retryAfterInSecondsIsHonoured(int status, Daemons daemons, RawGateway gateway)
      throws Exception {
    HttpAnswer refusal = HttpAnswer.status(status, "Later").header("Retry-After", "2").body("");
    StateChange end = rejected(refusal, daemons, gateway);
    long delay = end.retryInMs().orElseThrow();
    assertThat(delay).isBetween(2_000L, 2_600L);

    ConnectionRecord first = gateway.awaitConnection(1, SOON).record();
    long ended = first.awaitEnd(SOON).atNanos();
    long back = gateway.awaitConnection(2, SOON).record().acceptedAtNanos();
    assertThat(Elapsed.millis(ended, back)).isBetween(1_900L, 5_000L);
  }

  @Test
  void retryAfterAsADateIsHonoured(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60);
          String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date);
          connection.answer(HttpAnswer.status(503, "Later").header("Retry-After", text).body(""));
          connection.fin();
        });
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("handshake-rejected");
    assertThat(end.retryInMs().orElseThrow()).isBetween(57_000L, 67_000L);
  }

  @Test
  void anAbsurdRetryAfterIsBoundedByTenMinutes(Daemons daemons, RawGateway gateway)
      throws Exception {
    HttpAnswer refusal =
        HttpAnswer.status(503, "Later").header("Retry-After", "99999999999999").body("");
    StateChange end = rejected(refusal, daemons, gateway);
    assertThat(end.retryInMs().orElseThrow()).isLessThanOrEqualTo(660_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"})
  void aMeaninglessRetryAfterIsTheSameAsNone(String value, Daemons daemons, RawGateway gateway)
      throws Exception {
    HttpAnswer refusal = HttpAnswer.status(503, "Later").header("Retry-After", value).body("");
    StateChange end = rejected(refusal, daemons, gateway);
    assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 300L);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void credentialsThatNeverWorkedAreRejectedForGoodAtTheSecondTry(
      int status, Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.answers(HttpAnswer.status(status, "No").body("who are you?")));
    DaemonProcess daemon = daemons.run(gateway.uri()).with("GATEWAY_TOKEN", "stale").start();
    daemon.assertExit(3, DaemonProcess.START);

    assertThat(daemon.ends()).extracting(StateChange::cause).containsOnly("handshake-rejected");
    assertThat(daemon.ends()).extracting(end -> end.code().orElse(0)).containsOnly(status);
    assertThat(daemon.ends()).hasSize(2);
    assertThat(daemon.log()).as("says what to check").contains("GATEWAY_TOKEN");
    assertThat(gateway.connectionsCount()).isEqualTo(2);
    daemon.assertNoStackTrace();
  }

  @Test
  void credentialsThatOnceWorkedAreTriedAgainEveryFewMinutes(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.answers(HttpAnswer.status(401, "No").body("")));
    gateway.script(1, Scripts.acceptsAndDrops());
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange third = daemon.awaitEnd(3, DaemonProcess.START);
    assertThat(daemon.ends().get(1).retryInMs().orElseThrow()).isBetween(100L, 500L);
    assertThat(third.retryInMs().orElseThrow()).isBetween(200_000L, 400_000L);
    assertThat(daemon.isAlive()).isTrue();
  }

  private static void assertTimesOut(Script script, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, script);
    DaemonProcess daemon = daemons.run(gateway.uri()).with("CONNECTION_TIMEOUT", "500ms").start();
    StateChange dial = daemon.awaitState("CONNECTING");
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("connect-timeout");
    assertThat(Elapsed.millis(dial.atNanos(), end.atNanos())).isBetween(450L, 3000L);
    assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 300L);
    gateway.awaitConnection(1, SOON).record().awaitEnd(SOON);
    daemon.awaitUp(1);
    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
  }

  private static StateChange assertEndsWithOneOf(
      Daemons daemons, RawGateway gateway, String... causes) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.from()).isEqualTo("CONNECTING");
    assertThat(end.cause()).isIn((Object[]) causes);
    assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 300L);
    gateway.awaitConnection(1, SOON).record().awaitEnd(SOON);
    daemon.awaitUp(1);
    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
    return end;
  }

  private static StateChange rejected(HttpAnswer answer, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.answers(answer));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("handshake-rejected");
    return end;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
