package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault does on the wire what it says, seen byte by byte. */
@Timeout(60)
class FaultsOnTheWireTest {

  private static final Duration DOWNTIME = Duration.ofMillis(500);
  private static final Duration RETRY_AFTER = Duration.ofMillis(700);
  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final GatewayOptions QUIET =
      GatewayOptions.defaults()
          .withReadings(1, GatewayOptions.LONGEST_INTERVAL)
          .withTimings(new FaultTimings(DOWNTIME, RETRY_AFTER, Duration.ofSeconds(30)));

  private final EventLog log = new EventLog();
  private DemoGateway gateway = new DemoGateway(QUIET);

  @BeforeEach
  void startGateway() throws Exception {
    restartTest(QUIET);
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Test
  void dropEndsTcpWithoutACloseFrame() throws Exception {
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(Fault.DROP);

      assertThat(client.read()).isEmpty();
      log.expect("fault DROP");
      log.expect("lost 1 1006");
    }
  }

  @Test
  void aFaultHitsEveryOpenConnection() throws Exception {
    try (RawClient one = RawClient.open(gateway.uri())) {
      // The gateway tells of each on a thread of its own: not both at once, then.
      log.expect("accepted 1");
      try (RawClient other = RawClient.open(gateway.uri())) {
        log.expect("accepted 2");
        gateway.inflict(Fault.DROP);

        assertThat(one.read()).isEmpty();
        assertThat(other.read()).isEmpty();
      }
    }
  }

  @Test
  void closesWith1011() throws Exception {
    closesWith(Fault.CLOSE_1011, 1011);
  }

  @Test
  void closesWith4000() throws Exception {
    closesWith(Fault.CLOSE_4000, 4000);
  }

  private void closesWith(Fault fault, int code) throws Exception {
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(fault);

      RawClient.Frame close = client.readFrame();
      assertThat(close.opcode()).isEqualTo(RawClient.CLOSE);
      assertThat(close.closeCode()).isEqualTo(code);
      client.send(RawClient.CLOSE, close.payload().array());
      assertThat(client.read()).isEmpty();
      log.expect("fault " + fault);
      log.expect("lost 1 " + code);
    }
  }

  @Test
  void restartClosesWith1012RefusesTcpAndComesBackOnTheSamePort() throws Exception {
    URI uri = gateway.uri();
    try (RawClient client = RawClient.open(uri)) {
      log.expect("accepted 1");
      gateway.inflict(Fault.RESTART);

      assertThat(client.readFrame().closeCode()).isEqualTo(1012);
      assertThat(client.read()).isEmpty();
    }
    Duration began = log.expect("fault RESTART");
    log.expect("lost 1 1012");
    assertThatThrownBy(() -> RawClient.open(uri)).isInstanceOf(ConnectException.class);

    try (RawClient back = openWhenUp(uri)) {
      Duration accepted = log.expect("accepted 2");
      assertThat(accepted.minus(began)).isGreaterThanOrEqualTo(DOWNTIME);
      back.sendText("{\"type\":\"ping\"}");
      assertThat(back.readFrame().text()).isEqualTo("{\"type\":\"pong\"}");
    }
    assertThat(gateway.uri()).isEqualTo(uri);
  }

  @Test
  void restartsAgainAndAgain() throws Exception {
    restartTest(QUIET.withTimings(new FaultTimings(Duration.ofMillis(20), RETRY_AFTER, DOWNTIME)));
    URI uri = gateway.uri();
    for (int round = 1; round <= 10; round++) {
      try (RawClient client = openWhenUp(uri)) {
        log.expect("accepted " + round);
        gateway.inflict(Fault.RESTART);
        assertThat(client.readFrame().closeCode()).isEqualTo(1012);
        log.expect("fault RESTART");
        log.expect("lost " + round + " 1012");
      }
    }
  }

  @Test
  void nothingWorseHappensDuringARestart() throws Exception {
    gateway.inflict(Fault.RESTART);
    gateway.inflict(Fault.REFUSE);
    gateway.inflict(Fault.RESTART);

    log.expect("fault RESTART");
    try (RawClient client = openWhenUp(gateway.uri())) {
      log.expect("accepted 1");
      client.sendText("{}");
      assertThat(client.readFrame().text()).isEqualTo("{\"type\":\"ack\",\"of\":null}");
    }
  }

  @Test
  void closesWhileItIsDown() throws Exception {
    URI uri = gateway.uri();
    gateway.inflict(Fault.RESTART);
    log.expect("fault RESTART");
    gateway.close();

    assertThatThrownBy(() -> RawClient.open(uri)).isInstanceOf(ConnectException.class);
  }

  @Test
  void refuseDropsAndAnswers503UntilTheClientWaitedAsAsked() throws Exception {
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(Fault.REFUSE);
      assertThat(client.read()).isEmpty();
    }
    log.expect("fault REFUSE");
    log.expect("lost 1 1006");

    try (RawClient refused = new RawClient(gateway.uri())) {
      assertThat(refused.handshake())
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("\r\nretry-after: 1\r\n");
    }
    Duration firstRefusal = log.expect("refused");
    try (RawClient hasty = new RawClient(gateway.uri())) {
      assertThat(hasty.handshake()).startsWith("HTTP/1.1 503 ");
    }
    log.expect("refused");

    awaitUpgrade();
    Duration accepted = log.expectAfter("refused", "accepted 2");
    assertThat(accepted.minus(firstRefusal)).isGreaterThanOrEqualTo(RETRY_AFTER);
  }

  @Test
  void aFrozenGatewayAnswersNothingAndStaysOpen() throws Exception {
    restartTest(QUIET.withReadings(3, Duration.ofMillis(10)));
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      assertThat(client.readFrame().text()).contains("reading");
      gateway.inflict(Fault.FREEZE);
      log.expect("fault FREEZE");
      client.send(RawClient.PING, "anyone?".getBytes(StandardCharsets.UTF_8));
      client.sendText("{\"type\":\"ping\"}");
      client.sendText("gibberish");

      assertThat(framesUntilSilence(client)).isFalse();
      log.expectNoMore();
    }
    log.expect("lost 1 1006");
  }

  @Test
  void aFrozenGatewayDoesNotAnswerACloseFrame() throws Exception {
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(Fault.FREEZE);
      log.expect("fault FREEZE");
      client.send(RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8});

      assertThat(client.staysOpenAndSilent(SILENCE)).isTrue();
      log.expect("lost 1 1000");
    }
  }

  @Test
  void aFrozenGatewayServesAClientThatGaveUpAndCameBack() throws Exception {
    try (RawClient frozen = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(Fault.FREEZE);
      log.expect("fault FREEZE");
      frozen.send(RawClient.PING, new byte[0]);
    }
    log.expect("lost 1 1006");
    try (RawClient back = RawClient.open(gateway.uri())) {
      log.expect("accepted 2");
      back.send(RawClient.PING, "hi".getBytes(StandardCharsets.UTF_8));
      RawClient.Frame pong = back.readFrame();
      assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
      assertThat(pong.text()).isEqualTo("hi");
    }
  }

  @Test
  void aFreezeEndsAtItsLimitWithoutACloseFrame() throws Exception {
    Duration limit = Duration.ofMillis(300);
    restartTest(QUIET.withTimings(new FaultTimings(DOWNTIME, RETRY_AFTER, limit)));
    try (RawClient client = RawClient.open(gateway.uri())) {
      log.expect("accepted 1");
      gateway.inflict(Fault.FREEZE);
      Duration began = log.expect("fault FREEZE");

      assertThat(client.read()).isEmpty();
      assertThat(log.expect("lost 1 1006").minus(began)).isGreaterThanOrEqualTo(limit);
    }
  }

  private void restartTest(GatewayOptions options) throws GatewayStartException {
    gateway.close();
    gateway = new DemoGateway(options);
    gateway.addListener(log);
    gateway.start();
  }

  /** Reads what was under way when the freeze began; says whether a pong or answer was in it. */
  private static boolean framesUntilSilence(RawClient client) throws IOException {
    boolean answered = false;
    while (!client.staysOpenAndSilent(SILENCE)) {
      RawClient.Frame frame = client.readFrame();
      answered |= frame.opcode() != RawClient.TEXT || !frame.text().contains("reading");
    }
    return answered;
  }

  private static RawClient openWhenUp(URI uri) {
    AtomicReference<RawClient> client = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptionsInstanceOf(ConnectException.class)
        .until(
            () -> {
              client.set(RawClient.open(uri));
              return true;
            });
    return client.get();
  }

  private void awaitUpgrade() {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try (RawClient client = new RawClient(gateway.uri())) {
                return client.handshake().startsWith("HTTP/1.1 101 ");
              }
            });
  }
}
