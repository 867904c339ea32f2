package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However a link ends, its socket is gone before the next one is opened. */
@EndToEndTest
class NoSecondSocketIT {

  private static final int ROUNDS = 4;

  private static final List<Script> ENDS =
      List.of(
          Scripts.acceptsAndDrops(),
          Scripts.acceptsAndResets(),
          Scripts.closesWith(ServerFrame.close(1011, "")),
          // Sends its Close and then neither reads nor ends the TCP connection.
          Scripts.sendsAndIsSilent(ServerFrame.close(4000, "")),
          Scripts.silentAfterUpgrade(),
          connection -> {
            connection.acceptUpgrade();
            connection.behave(Behaviour.FROZEN);
          },
          Scripts.sendsAndIsSilent(ServerFrame.text("x").withReserved(4)),
          Scripts.neverAnswers(),
          Scripts.upgradesWith(answer -> answer.without("Upgrade")),
          connection -> {
            connection.readUpgradeRequest();
            // The refused client has to go by itself: this gateway does not hang up.
            connection.answer(HttpAnswer.status(500, "No").body("no"));
          });

  @Test
  void neverTwoLiveSocketsThroughEveryKindOfEnd(Daemons daemons, RawGateway gateway)
      throws Exception {
    int faults = ROUNDS * ENDS.size();
    for (int i = 0; i < faults; i++) {
      gateway.script(i + 1, ENDS.get(i % ENDS.size()));
    }
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("RECONNECT_INITIAL_DELAY", "10ms")
            .with("RECONNECT_MAX_DELAY", "30ms")
            .with("CONNECTION_TIMEOUT", "500ms")
            .with("HEARTBEAT_INTERVAL", "200ms")
            .with("HEARTBEAT_TIMEOUT", "200ms")
            .with("SHUTDOWN_TIMEOUT", "200ms")
            .start();
    gateway.awaitConnection(faults + 1, Duration.ofSeconds(90));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> daemon.changes().get(daemon.changes().size() - 1).to().equals("CONNECTED"));

    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
    assertThat(gateway.heldNow()).isEqualTo(1);
    daemon.signal("TERM");
    daemon.assertExit(0, Duration.ofSeconds(5));
    await().atMost(Duration.ofSeconds(5)).until(gateway::heldNow, held -> held == 0);
  }
}
