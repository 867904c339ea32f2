package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.cause.CloseCode;
import dev.holdfast.domain.connection.testing.ChosenRandom;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from each row of the verdict table, on an open link and while connecting. */
final class VerdictScenarioTest {

  @RegisterExtension final DrivenMachine link = new DrivenMachine();

  @ParameterizedTest
  @CsvSource({
    "1000, CLOSED_NORMALLY",
    "1008, REJECTED",
    "shutdown, AS_ASKED",
    "disconnect-requested, AS_ASKED"
  })
  void stops(String key, StopReason reason) {
    link.connectAndOpen();
    link.ended(cause(key));
    link.expect("CONNECTED -> CLOSED (" + name(key) + ") stop " + reason);
    link.pass(Duration.ofDays(1));
    link.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1002",
        "1003",
        "1005",
        "1007",
        "1009",
        "1010",
        "1011",
        "1013",
        "1014",
        "3000",
        "3999",
        "4000",
        "4999",
        "link-lost",
        "protocol-violation",
        "heartbeat-timeout",
        "login-timeout"
      })
  void openLinkComesBackWithBackoff(String key) {
    link.connectAndOpen();
    link.ended(cause(key));
    link.expect(
        "CONNECTED -> CLOSED (" + name(key) + ") retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (" + name(key) + ") retry in 1500 ms, failure 1");
    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect-refused",
        "connect-timeout",
        "dns-failure",
        "tls-failure",
        "proxy-failure",
        "handshake-invalid",
        "link-lost",
        "http 200",
        "http 302",
        "http 404",
        "http 426",
        "http 429",
        "http 500",
        "http 503"
      })
  void attemptThatFailedIsRepeatedWithBackoff(String key) {
    link.connect();
    link.skip();
    link.ended(cause(key));
    link.expect(
        "CONNECTING -> CLOSED (" + name(key) + ") retry in 1500 ms, failure 1",
        "CLOSED -> DISCONNECTED (" + name(key) + ") retry in 1500 ms, failure 1");
    link.nothingUntil(Duration.ofMillis(1500));
    link.expect("DISCONNECTED -> CONNECTING (backoff-over)", "dial 2");
  }

  @ParameterizedTest(name = "{0}, drew {1}: {2} ms")
  @CsvSource({
    "1001, 0,    1000",
    "1001, 0.25, 3250",
    "1012, 0,    5000",
    "1012, 0.25, 11250",
  })
  void comesBackSpreadOut(String key, double draw, String millis) {
    link.draw(draw);
    link.connectAndOpen();
    link.ended(cause(key));
    expectRetry("CONNECTED", "closed-by-gateway " + key, millis, 1);
  }

  @ParameterizedTest
  @CsvSource({"1001, 10", "1012, 30"})
  void spreadEndsWhereTheTableSays(String key, int seconds) {
    link.draw(ChosenRandom.ALMOST_ONE);
    link.connectAndOpen();
    link.ended(cause(key));
    link.skip();
    Duration delay = ((Next.Retry) link.lastTransition().next()).delay();
    assertThat(Duration.ofSeconds(seconds).minus(delay))
        .isBetween(Duration.ZERO, Duration.ofNanos(1));
  }

  @Test
  void spreadIsForTheFirstFailureThenTheBackoffHoldsIfItIsLonger() {
    link.use(backoff(Jitter.EQUAL, Duration.ofSeconds(20), Duration.ofMinutes(2)));
    link.draw(0);
    link.connectAndOpen();
    link.ended(cause("1012"));
    expectRetry("CONNECTED", "closed-by-gateway 1012", "20000", 1);
    link.reconnectNow();
    link.skip();
    link.ended(cause("1012"));
    expectRetry("CONNECTING", "closed-by-gateway 1012", "20000", 2);
    link.reconnectNow();
    link.skip();
    link.ended(cause("1012"));
    expectRetry("CONNECTING", "closed-by-gateway 1012", "40000", 3);
  }

  @Test
  void firstSpreadIsNotStretchedByTheBackoffWhichStartsAfterwards() {
    link.use(backoff(Jitter.DECORRELATED, Duration.ofSeconds(4), Duration.ofMinutes(2)));
    link.connectAndOpen();
    link.ended(cause("1001"));
    expectRetry("CONNECTED", "closed-by-gateway 1001", "5500", 1);
    link.reconnectNow();
    link.skip();
    link.ended(CauseKind.CONNECT_REFUSED);
    expectRetry("CONNECTING", "connect-refused", "6000", 2);
  }

  @Test
  void spreadAfterOtherFailuresIsNeverSoonerThanTheSpread() {
    link.connect();
    link.ended(CauseKind.CONNECT_REFUSED);
    link.reconnectNow();
    link.skip();
    link.ended(cause("1012"));
    expectRetry("CONNECTING", "closed-by-gateway 1012", "11250", 2);
  }

  @Test
  void sessionProtocolMayTakeANormalCloseForAFault() {
    link.use(verdict("1000", Verdict.BACKOFF));
    link.connectAndOpen();
    link.ended(cause("1000"));
    expectRetry("CONNECTED", "closed-by-gateway 1000", "1500", 1);
  }

  @Test
  void rowMaySayStop() {
    link.use(verdict("http 404", Verdict.STOP));
    link.connect();
    link.skip();
    link.ended(cause("http 404"));
    link.expect("CONNECTING -> CLOSED (handshake-rejected 404) stop REJECTED");
  }

  @Test
  void rowMaySayAtOnceButOnlyForTheFirstFailure() {
    link.use(verdict("1011", Verdict.NOW));
    link.connectAndOpen();
    link.ended(cause("1011"));
    expectRetry("CONNECTED", "closed-by-gateway 1011", "250", 1);
    link.reconnectNow();
    link.skip();
    link.ended(cause("1011"));
    expectRetry("CONNECTING", "closed-by-gateway 1011", "1500", 2);
  }

  @Test
  void rowMaySaySlowly() {
    link.use(verdict("1011", Verdict.SLOW));
    link.connectAndOpen();
    link.ended(cause("1011"));
    String next = "retry in 270000 ms, failure 1, unhealthy";
    link.expect(
        "CONNECTED -> CLOSED (closed-by-gateway 1011) " + next,
        "CLOSED -> DISCONNECTED (closed-by-gateway 1011) " + next);
    link.reconnectNow();
    link.expect("DISCONNECTED -> CONNECTING (reconnect-requested)", "dial 2");
  }

  @Test
  void rotationThatTheTableMakesAFaultCountsAsOne() {
    VerdictTable table =
        VerdictTable.defaults()
            .with(new CauseKey(CauseKind.ROTATION, 0), Verdict.BACKOFF, "Rotate gently.");
    link.use(
        ConnectionPolicy.builder()
            .verdicts(table)
            .heartbeat(HeartbeatPolicy.off())
            .maxLifetime(Optional.of(Duration.ofHours(1)))
            .build());
    link.connectAndOpen();
    link.pass(Duration.ofSeconds(3_510));
    link.skip();
    link.ended(Cause.closedByGateway(CloseCode.NORMAL, ""));
    expectRetry("CLOSING", "rotation", "1500", 1);
  }

  private void expectRetry(String from, String cause, String millis, int failure) {
    String next = "(" + cause + ") retry in " + millis + " ms, failure " + failure;
    link.expect(from + " -> CLOSED " + next, "CLOSED -> DISCONNECTED " + next);
  }

  private static ConnectionPolicy verdict(String key, Verdict verdict) {
    VerdictTable table =
        VerdictTable.defaults().with(CauseKey.parse(key).orElseThrow(), verdict, "By this test.");
    return ConnectionPolicy.builder().verdicts(table).build();
  }

  private static ConnectionPolicy backoff(Jitter jitter, Duration base, Duration cap) {
    return ConnectionPolicy.builder().backoff(new Backoff(jitter, base, cap)).build();
  }

  private static Cause cause(String key) {
    CauseKey parsed = CauseKey.parse(key).orElseThrow();
    return new Cause(parsed.kind(), parsed.code(), "", Optional.empty());
  }

  private static String name(String key) {
    CauseKey parsed = CauseKey.parse(key).orElseThrow();
    return parsed.kind().id() + (parsed.code() == 0 ? "" : " " + parsed.code());
  }
}
