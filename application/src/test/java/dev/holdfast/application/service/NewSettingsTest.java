package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Settings that change while a connection lives: nothing that waits is lost, and no link without
 * need.
 */
final class NewSettingsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void anotherPolicyHoldsAtOnceOnTheSameLink() {
    rig.bringUp();
    rig.passSeconds(5);
    heartbeatEvery(7);
    rig.adopt();
    rig.passSeconds(1);
    assertThat(rig.link().wire()).isEmpty();
    rig.passSeconds(1);
    assertThat(rig.link().wire()).hasSize(1);
    assertThat(rig.transport().opened()).isEqualTo(1);
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void anotherBackoffIsForTheNextFailure() {
    rig.bringUp();
    rig.policy(
        policy ->
            policy.backoff(
                new Backoff(Jitter.FIXED, Duration.ofSeconds(20), Duration.ofSeconds(20))));
    rig.adopt();
    rig.lose();
    rig.passSeconds(19);
    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    rig.passSeconds(1);
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
  }

  @Test
  void anotherAddressReplacesTheLinkInGoodOrder() {
    rig.bringUp();
    rig.endpoints("ws://other");
    rig.adopt();
    assertThat(rig.transport().links().get(0).wire())
        .containsExactly("close 1000 disconnect requested");
    rig.link().finish();
    rig.run();
    rig.accept();
    assertThat(rig.link().request().endpoint()).isEqualTo(URI.create("ws://other"));
    assertThat(rig.isUp()).isTrue();
    assertThat(rig.transport().aliveMax()).isEqualTo(1);
  }

  @Test
  void whatWaitsGoesToTheNewAddress() {
    rig.connect();
    rig.lose();
    rig.send("kept");
    rig.headers(Map.of("X-Plant", "north"));
    rig.adopt();
    rig.passSeconds(1);
    rig.accept();
    assertThat(rig.link().request().headers()).containsEntry("X-Plant", "north");
    assertThat(rig.link().wire()).containsExactly("text kept");
  }

  @Test
  void anAttemptToTheOldAddressIsGivenUp() {
    rig.connect();
    rig.endpoints("ws://other");
    rig.adopt();
    assertThat(rig.link().wasAborted()).isTrue();
    rig.passSeconds(1);
    assertThat(rig.link().request().endpoint()).isEqualTo(URI.create("ws://other"));
  }

  @Test
  void whatStoppedByItselfIsTriedAgain() {
    rig.bringUp();
    rig.link().closeByGateway(1008, "no such device");
    rig.run();
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.endpoints("ws://other");
    rig.adopt();
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTING);
  }

  @Test
  void whatWasDisconnectedStaysSo() {
    rig.bringUp();
    rig.disconnect(Duration.ofSeconds(1));
    rig.link().finish();
    rig.run();
    rig.endpoints("ws://other");
    rig.adopt();
    rig.passSeconds(60);
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.connect();
    assertThat(rig.link().request().endpoint()).isEqualTo(URI.create("ws://other"));
  }

  @Test
  void whatNobodyWantedYetIsNotDialled() {
    rig.connection();
    rig.endpoints("ws://other");
    rig.adopt();
    rig.passSeconds(60);
    assertThat(rig.transport().opened()).isZero();
  }

  @Test
  void anotherOutboxWouldBeAnotherConnection() {
    rig.bringUp();
    rig.outbox(new OutboxLimits(1, 100, 100));
    assertThatThrownBy(rig::adopt)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot become");
  }

  private void heartbeatEvery(int seconds) {
    rig.policy(
        policy ->
            policy.heartbeat(
                new HeartbeatPolicy(true, Duration.ofSeconds(seconds), Duration.ofSeconds(2))));
  }
}
