package dev.holdfast.application.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.Alert;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.StopReason;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When somebody is told, and of whom. After 5 min, together with those of the next 10 s. */
final class OutagesTest {

  private static final Next RETRY = new Next.Retry(1, 1, false);

  private final Outages outages = new Outages(Duration.ofMinutes(5), Duration.ofSeconds(10));
  private final Map<String, ConnectionStatus> all = new LinkedHashMap<>();
  private final List<Alert> told = new ArrayList<>();
  private long now;

  @Test
  void shortOutagesAreNobodysBusiness() {
    up("a");
    for (int i = 0; i < 100; i++) {
      down("a");
      pass(299);
      up("a");
      pass(30);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aLongOneIsToldOnceAndItsEnd() {
    up("a");
    pass(60);
    down("a");
    pass(310);
    assertThat(told).isEmpty();
    pass(1);
    assertThat(told)
        .containsExactly(
            new Alert(
                Alert.Kind.DOWN,
                List.of(
                    new Alert.Entry("a", Duration.ofMinutes(5), "link-lost", "link lost", true)),
                1));
    pass(86_400);
    assertThat(told).hasSize(1);
    up("a");
    pass(11);

    assertThat(told).hasSize(2);
    assertThat(told.get(1).kind()).isEqualTo(Alert.Kind.UP);
    assertThat(told.get(1).entries().get(0).down()).isEqualTo(Duration.ofSeconds(86_711));
    pass(86_400);
    assertThat(told).hasSize(2);
  }

  @Test
  void aGatewayThatRestartsIsOneAlert() {
    IntStream.range(0, 1_000).forEach(i -> up("c" + i));
    pass(1);
    IntStream.range(0, 500).forEach(i -> down("c" + i));
    pass(5);
    IntStream.range(500, 1_000).forEach(i -> down("c" + i));
    pass(320);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).count()).isEqualTo(1_000);
    assertThat(told.get(0).entries()).hasSize(Outages.NAMED_MOST);
    IntStream.range(0, 1_000).forEach(i -> up("c" + i));
    pass(20);
    assertThat(told).hasSize(2);
    assertThat(told.get(1).count()).isEqualTo(1_000);
  }

  @Test
  void whoComesUpBeforeItIsToldIsNotTold() {
    up("a");
    up("b");
    pass(1);
    down("a");
    down("b");
    pass(305);
    up("a");
    pass(20);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).entries()).extracting(Alert.Entry::connection).containsExactly("b");
    assertThat(told.get(0).count()).isEqualTo(1);
  }

  @Test
  void whatWillNotComeBackIsToldWithoutWaiting() {
    up("a");
    pass(1);
    stopped("a", StopReason.REJECTED);
    pass(12);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).entries().get(0).comesBack()).isFalse();
    pass(3_600);
    assertThat(told).hasSize(1);
  }

  @Test
  void whatTheUserDisconnectedIsNotDown() {
    up("a");
    pass(1);
    stopped("a", StopReason.AS_ASKED);
    pass(86_400);
    stopped("a", StopReason.FORCED);
    pass(86_400);
    assertThat(told).isEmpty();
  }

  @Test
  void disconnectingOneThatIsDownEndsItsOutageInSilence() {
    up("a");
    pass(1);
    down("a");
    pass(400);
    assertThat(told).hasSize(1);
    stopped("a", StopReason.AS_ASKED);
    pass(60);
    up("a");
    pass(60);
    assertThat(told).hasSize(1);
  }

  @Test
  void oneThatNobodyHasAskedForYetIsNotDown() {
    all.put("a", status("a", ConnectionState.DISCONNECTED, false, 0, Optional.empty()));
    pass(86_400);
    assertThat(told).isEmpty();
  }

  @Test
  void oneThatNeverCameUpIsDown() {
    down("a");
    pass(320);
    assertThat(told).hasSize(1);
  }

  @Test
  void whoIsRemovedIsForgotten() {
    down("a");
    pass(320);
    all.clear();
    pass(10);
    up("a");
    pass(60);
    assertThat(told).as("another of this name").hasSize(1);
  }

  @Test
  void whoIsRemovedWhileOthersMayJoinIsNotTold() {
    down("a");
    pass(302);
    all.clear();
    pass(60);
    assertThat(told).isEmpty();
  }

  @Test
  void atTheEndNobodyCanJoin() {
    up("a");
    pass(1);
    stopped("a", StopReason.REJECTED);
    assertThat(outages.lastLook(List.copyOf(all.values()), now))
        .extracting(alert -> alert.kind() + " " + alert.count())
        .containsExactly("DOWN 1");
  }

  @Test
  void anEndThatWasAskedForIsNoOutage() {
    up("a");
    pass(1);
    stopped("a", StopReason.AS_ASKED);
    assertThat(outages.lastLook(List.copyOf(all.values()), now)).isEmpty();
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000_000_000L;
      told.addAll(outages.look(List.copyOf(all.values()), now));
    }
  }

  private void up(String id) {
    all.put(id, status(id, ConnectionState.CONNECTED, true, 1, Optional.empty()));
  }

  private void down(String id) {
    all.put(id, status(id, ConnectionState.DISCONNECTED, false, 1, Optional.of(RETRY)));
  }

  private void stopped(String id, StopReason reason) {
    all.put(id, status(id, ConnectionState.CLOSED, false, 1, Optional.of(new Next.Stop(reason))));
  }

  private static ConnectionStatus status(
      String id, ConnectionState state, boolean up, long attempt, Optional<Next> next) {
    return new ConnectionStatus(
        id,
        state,
        up,
        Duration.ZERO,
        attempt,
        0,
        0,
        0,
        new ConnectionStatus.Runs(0, 0, 0),
        next.map(
            its ->
                new Transition(
                    state == ConnectionState.CLOSED
                        ? ConnectionState.CONNECTED
                        : ConnectionState.CLOSED,
                    state,
                    Cause.of(CauseKind.LINK_LOST),
                    attempt,
                    its)),
        Optional.empty(),
        new ConnectionStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
