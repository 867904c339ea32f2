package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The session protocol {@code json}: its heartbeat is a message, and stays out of the data. */
@EndToEndTest
class JsonProtocolIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void heartbeatsAreMessagesAndTheirAnswersAreNotPrinted(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(answersPings("{\"type\":\"reading\",\"value\":1}"));
    DaemonProcess daemon = json(daemons, gateway).start();
    daemon.awaitUp(1);
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    List<ClientFrame> pings = record.awaitFrames(Opcode.TEXT, 5, SOON);

    for (ClientFrame ping : pings) {
      JsonNode message = new ObjectMapper().readTree(ping.text());
      assertThat(message.path("type").asText()).isEqualTo("ping");
      assertThat(message.path("timestamp").asLong())
          .as("milliseconds since 1970")
          .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    }
    assertThat(record.frames(Opcode.PING)).isEmpty();
    assertThat(daemon.ends()).isEmpty();
    daemon.awaitStdout("three readings", lines -> lines.size() >= 3);
    assertThat(daemon.stdout()).containsOnly("{\"type\":\"reading\",\"value\":1}");
  }

  @Test
  void theRoundTripIsThatOfTheHeartbeatMessage(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(answersPings("{\"type\":\"reading\",\"value\":1}"));
    DaemonProcess daemon = json(daemons, gateway).with("ADMIN_ADDRESS", "127.0.0.1:0").start();
    daemon.awaitUp(1);
    Admin admin = Admin.of(daemon);

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        new ObjectMapper()
                            .readTree(admin.get("/v1/connections/gateway").body())
                            .path("roundTripMs")
                            .asDouble())
                    .isBetween(0.001, 500.0));
  }

  @Test
  void aPingThatIsNotAnsweredEndsTheLink(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.script(1, Scripts.silentAfterUpgrade());
    DaemonProcess daemon = json(daemons, gateway).start();
    assertThat(daemon.awaitEnd().cause()).isEqualTo("heartbeat-timeout");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    record.awaitEnd(SOON);
    assertThat(record.closeFrame()).isEmpty();
    daemon.awaitUp(2);
  }

  @Test
  void aMessageThatIsNoJsonHarmsNothing(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.send(
              ServerFrame.text("not json"),
              ServerFrame.text("{\"type\":"),
              ServerFrame.text(""),
              ServerFrame.text("[".repeat(100_000)),
              ServerFrame.text("{\"type\":{\"type\":\"pong\"}}"));
          answersPings("{\"type\":\"fine\"}").run(connection);
        });
    DaemonProcess daemon = json(daemons, gateway).start();
    daemon.awaitStdout("{\"type\":\"fine\"}");
    assertThat(daemon.isAlive()).isTrue();
    daemon.assertNoStackTrace();
  }

  private static Daemons.Start json(Daemons daemons, RawGateway gateway) {
    return daemons
        .run(gateway.uri())
        .with("GATEWAY_PROTOCOL", "json")
        .with("HEARTBEAT_INTERVAL", "200ms")
        .with("HEARTBEAT_TIMEOUT", "500ms");
  }

  /** Answers each ping by a pong and sends this message after it. */
  private static Script answersPings(String message) {
    return connection -> {
      if (connection.record().upgradeRequest().isEmpty()) {
        connection.acceptUpgrade();
      }
      while (true) {
        ClientFrame frame = connection.readFrame();
        if (frame.is(Opcode.TEXT) && frame.text().contains("\"ping\"")) {
          connection.sendText("{\"type\":\"pong\"}");
          connection.sendText(message);
        }
      }
    };
  }
}
