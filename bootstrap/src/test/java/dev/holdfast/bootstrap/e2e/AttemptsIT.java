package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClosedPort;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A limit on reconnect attempts ends the daemon with a code of its own. */
@EndToEndTest
class AttemptsIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void threeReconnectsAfterTheFirstFailureAndThenTheEnd(Daemons daemons) throws Exception {
    try (ClosedPort refused = ClosedPort.any()) {
      DaemonProcess daemon = daemons.run(refused.uri()).with("RECONNECT_MAX_ATTEMPTS", "3").start();
      daemon.assertExit(4, DaemonProcess.START);

      assertThat(daemon.ends()).hasSize(4);
      assertThat(daemon.ends()).extracting(StateChange::cause).containsOnly("connect-refused");
      assertThat(daemon.ends()).extracting(StateChange::attempt).containsExactly(1L, 2L, 3L, 4L);
      assertThat(daemon.ends().subList(0, 3)).allMatch(end -> end.retryInMs().isPresent());
      assertThat(daemon.ends().get(3).retryInMs()).isEmpty();
      daemon.assertNoStackTrace();
    }
  }

  @Test
  void aStableLinkGivesTheAttemptsBack(Daemons daemons, RawGateway gateway) throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    gateway.script(
        3,
        connection -> {
          connection.acceptUpgrade();
          connection.hold(Duration.ofMillis(1200));
          connection.reset();
        });
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("RECONNECT_MAX_ATTEMPTS", "2")
            .with("RECONNECT_STABLE_AFTER", "300ms")
            .start();
    daemon.assertExit(4, DaemonProcess.START);
    assertThat(gateway.connectionsCount()).isEqualTo(5);
  }

  @Test
  void withoutALimitItNeverEnds(Daemons daemons) throws Exception {
    try (ClosedPort refused = ClosedPort.any()) {
      DaemonProcess daemon = daemons.run(refused.uri()).start();
      daemon.awaitEnd(12, DaemonProcess.START);
      assertThat(daemon.isAlive()).isTrue();
      daemon.signal("TERM");
      daemon.assertExit(0, SOON);
    }
  }
}
