package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A gateway that accepts and then drops is not hammered, and a proven link starts the count over.
 */
@EndToEndTest
class FlappingIT {

  private static final long BASE = 100;
  private static final long CAP = 1000;

  @Test
  void delaysGrowStayInBoundsAndSpreadAtTheCap(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("RECONNECT_INITIAL_DELAY", BASE + "ms")
            .with("RECONNECT_MAX_DELAY", CAP + "ms")
            .start();
    daemon.awaitEnd();
    Elapsed.whileTrue(Duration.ofSeconds(20), daemon::isAlive);

    List<StateChange> ends = daemon.ends();
    List<Long> delays = ends.stream().map(end -> end.retryInMs().orElseThrow()).toList();
    assertThat(ends).extracting(StateChange::from).containsOnly("CONNECTED");
    assertInDecorrelatedBounds(delays);
    assertSpreadAtTheCap(delays);
    // Uniform in 100 ms to 1 s once it has grown: about 35 attempts fit, 200 would be hammering.
    assertThat(delays).hasSizeBetween(15, 80);
    assertThat(gateway.mostHeldAtOnce()).isEqualTo(1);
    for (int i = 0; i < ends.size(); i++) {
      assertThat(ends.get(i).failures()).hasValue(i + 1);
    }
  }

  @Test
  void theBackoffStartsOverOnlyAfterTheLinkWasStable(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    gateway.script(
        5,
        connection -> {
          connection.acceptUpgrade();
          connection.hold(Duration.ofMillis(1500));
          connection.reset();
        });
    DaemonProcess daemon =
        daemons.run(gateway.uri()).with("RECONNECT_STABLE_AFTER", "500ms").start();
    daemon.awaitEnd(6, DaemonProcess.START);
    assertThat(daemon.ends().subList(0, 6))
        .extracting(end -> end.failures().orElse(0))
        .containsExactly(1, 2, 3, 4, 1, 2);
    assertThat(daemon.ends().get(4).retryInMs().orElseThrow()).isBetween(BASE, 3 * BASE);
  }

  private static void assertInDecorrelatedBounds(List<Long> delays) {
    long previous = BASE;
    for (long delay : delays) {
      // The log cuts to whole milliseconds, so the delay before may have been almost 1 ms longer.
      assertThat(delay).as("in %s", delays).isBetween(BASE, Math.min(CAP, 3 * (previous + 1)));
      previous = delay;
    }
  }

  private static void assertSpreadAtTheCap(List<Long> delays) {
    List<Long> free = delays.subList(5, delays.size());
    assertThat(free).as("some short").anyMatch(delay -> delay < CAP / 2);
    assertThat(free).as("some long").anyMatch(delay -> delay > CAP / 2);
    long piledUp = free.stream().filter(delay -> delay >= CAP - 5).count();
    assertThat(piledUp).as("exactly at the cap in %s", delays).isLessThanOrEqualTo(2);
    assertThat(free.stream().distinct().count())
        .as("different delays in %s", delays)
        .isGreaterThan(free.size() * 3L / 4);
  }
}
