package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the daemon does after each close code: stop, or come back after the delay of the table. */
@EndToEndTest
class CloseCodesIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static final int[] COME_BACK = {
    1002, 1003, 1007, 1009, 1010, 1011, 1013, 1014, 3000, 4000, 4999
  };

  private static final int[] MUST_NOT_TRAVEL = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000};

  @Test
  void theseComeBackWithTheBackoff(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = throughAll(COME_BACK, "because", daemons, gateway);
    for (int i = 0; i < COME_BACK.length; i++) {
      StateChange end = daemon.ends().get(i);
      assertClosedByGateway(end, COME_BACK[i]);
      assertThat(end.line()).contains("because");
      assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 500L);
      assertThat(closeFrame(gateway, i + 1).masked()).isTrue();
    }
  }

  @Test
  void aCloseFrameWithoutACodeIs1005AndComesBack(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.closesWith(ServerFrame.closeWithoutCode()));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertClosedByGateway(end, 1005);
    assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 300L);
    daemon.awaitUp(2);
    assertCloseWasAnswered(gateway);
  }

  @Test
  void aFinWithoutACloseFrameComesBack(Daemons daemons, RawGateway gateway) throws Exception {
    assertLinkLostAndBack(Scripts.acceptsAndDrops(), daemons, gateway);
  }

  @Test
  void aResetComesBack(Daemons daemons, RawGateway gateway) throws Exception {
    assertLinkLostAndBack(Scripts.acceptsAndResets(), daemons, gateway);
  }

  @Test
  void codesThatMustNotTravelAreAProtocolErrorAndComeBack(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon = throughAll(MUST_NOT_TRAVEL, "", daemons, gateway);
    for (int i = 0; i < MUST_NOT_TRAVEL.length; i++) {
      StateChange end = daemon.ends().get(i);
      assertThat(end.cause()).isEqualTo("protocol-violation");
      assertThat(end.code()).hasValue(1002);
      assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 500L);
      assertThat(closeFrame(gateway, i + 1).closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void normalClosureEndsTheDaemonWellDone(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1000, "done")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.assertExit(0, DaemonProcess.START);
    assertStoppedByGateway(daemon, gateway, 1000);
  }

  @Test
  void policyViolationEndsTheDaemonRejected(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1008, "not you")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.assertExit(3, DaemonProcess.START);
    assertStoppedByGateway(daemon, gateway, 1008);
    daemon.assertNoStackTrace();
  }

  @Test
  void serviceRestartComesBackBetween5And30Seconds(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.closesWith(ServerFrame.close(1012, "restart")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertClosedByGateway(end, 1012);
    assertThat(end.retryInMs().orElseThrow()).isBetween(5_000L, 30_000L);
  }

  @Test
  void goingAwayComesBackBetweenBaseAnd10SecondsAndNotEarlierThanLogged(
      Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.closesWith(ServerFrame.close(1001, "")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertClosedByGateway(end, 1001);
    long delay = end.retryInMs().orElseThrow();
    assertThat(delay).isBetween(100L, 10_000L);

    ConnectionRecord first = gateway.awaitConnection(1, SOON).record();
    ConnectionRecord second = gateway.awaitConnection(2, Duration.ofSeconds(20)).record();
    long answered = first.awaitCloseFrame(SOON).atNanos();
    // The wait starts when the daemon notes the end, at most a moment before its answer is here.
    assertThat(Elapsed.millis(answered, second.acceptedAtNanos()))
        .isBetween(delay - 100, delay + 2_000);
  }

  @Test
  void aGatewayThatClosesAgainAndAgainIsLeftAloneForLonger(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(1011, "broken")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitEnd(5, DaemonProcess.START);
    assertThat(daemon.ends().subList(0, 5))
        .extracting(end -> end.failures().orElse(0))
        .containsExactly(1, 2, 3, 4, 5);
  }

  /** One process whose gateway closes with one code after the other, and then behaves. */
  private static DaemonProcess throughAll(
      int[] codes, String reason, Daemons daemons, RawGateway gateway) throws Exception {
    for (int i = 0; i < codes.length; i++) {
      gateway.script(i + 1, Scripts.closesWith(ServerFrame.close(codes[i], reason)));
    }
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(codes.length + 1);
    assertThat(daemon.ends()).hasSize(codes.length);
    return daemon;
  }

  private static ClientFrame closeFrame(RawGateway gateway, int connection)
      throws InterruptedException {
    return gateway.awaitConnection(connection, SOON).record().awaitCloseFrame(SOON);
  }

  private static void assertLinkLostAndBack(Script script, Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, script);
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    StateChange end = daemon.awaitEnd();
    assertThat(end.cause()).isEqualTo("link-lost");
    assertThat(end.retryInMs().orElseThrow()).isBetween(100L, 300L);
    daemon.awaitUp(2);
  }

  private static void assertClosedByGateway(StateChange end, int code) {
    assertThat(end.from()).isEqualTo("CONNECTED");
    assertThat(end.cause()).isEqualTo("closed-by-gateway");
    assertThat(end.code()).hasValue(code);
  }

  private static void assertCloseWasAnswered(RawGateway gateway) throws InterruptedException {
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitCloseFrame(SOON).masked()).isTrue();
    record.awaitEnd(SOON);
  }

  private static void assertStoppedByGateway(DaemonProcess daemon, RawGateway gateway, int code)
      throws InterruptedException {
    StateChange end = daemon.awaitEnd();
    assertClosedByGateway(end, code);
    assertThat(end.retryInMs()).isEmpty();
    assertCloseWasAnswered(gateway);
    assertThat(gateway.connectionsCount()).isEqualTo(1);
  }
}
