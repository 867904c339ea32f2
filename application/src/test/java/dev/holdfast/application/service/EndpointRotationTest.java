package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.FakeLink;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several addresses: the preferred one first, the next after each attempt that did not come up. */
final class EndpointRotationTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void goesRoundWhileNothingComesUp() {
    rig.endpoints("ws://a", "ws://b", "ws://c");
    rig.connect();
    for (int i = 0; i < 4; i++) {
      rig.lose();
      rig.reconnectNow();
    }
    assertHosts("a", "b", "c", "a", "b");
  }

  @Test
  void countsATimeoutAsAFailure() {
    rig.endpoints("ws://a", "ws://b");
    rig.connect();
    rig.passSeconds(10);
    rig.reconnectNow();
    assertHosts("a", "b");
  }

  @Test
  void prefersTheFirstAfterALinkThatWasUp() {
    rig.endpoints("ws://a", "ws://b", "ws://c");
    rig.connect();
    rig.lose();
    rig.bringUp();
    rig.lose();
    rig.reconnectNow();
    assertHosts("a", "b", "a");
  }

  @Test
  void returnsToTheFirstAfterAWhile() {
    rig.endpoints("ws://a", "ws://b").returnAfter(Duration.ofMinutes(10));
    upAtTheSecond();
    staysFor(10);
    rig.accept();
    assertHosts("a", "b", "a");
    rig.pass(Duration.ofHours(24));
    assertHosts("a", "b", "a");
  }

  @Test
  void waitsLongerEachTimeTheFirstCannotBeHad() {
    rig.endpoints("ws://a", "ws://b").returnAfter(Duration.ofMinutes(10));
    upAtTheSecond();
    for (int minutes : new int[] {10, 20, 40, 80, 160, 160}) {
      staysFor(minutes);
      rig.lose();
      rig.bringUp();
    }
  }

  @Test
  void staysWhereItIsIfNobodyWantsItBack() {
    rig.endpoints("ws://a", "ws://b");
    upAtTheSecond();
    rig.pass(Duration.ofDays(7));
    assertHosts("a", "b");
  }

  /** The lifetime is drawn within its last tenth. */
  private void staysFor(int minutes) {
    assertThat(rig.link().request().endpoint().getHost()).isEqualTo("b");
    int seconds = 0;
    for (; rig.isUp(); seconds++) {
      rig.passSeconds(1);
    }
    assertThat(seconds).isBetween(minutes * 54, minutes * 60);
    rig.link().finish();
    rig.passSeconds(1);
    assertThat(rig.link().request().endpoint().getHost()).isEqualTo("a");
  }

  private void upAtTheSecond() {
    rig.policy(policy -> policy.heartbeat(HeartbeatPolicy.off()));
    rig.connect();
    rig.lose();
    rig.bringUp();
  }

  @Test
  void anOpenLinkWithoutALoginIsNotUp() {
    rig.protocol(ScriptedProtocol.withLogin()).endpoints("ws://a", "ws://b");
    rig.connect();
    rig.accept();
    rig.lose();
    rig.reconnectNow();
    rig.accept();
    rig.receive(ScriptedProtocol.REJECT + "not here");
    rig.reconnectNow();
    assertHosts("a", "b", "a");
  }

  @Test
  void whatTheUserEndsIsNoFailureOfTheAddress() {
    rig.endpoints("ws://a", "ws://b", "ws://c");
    rig.connect();
    rig.lose();
    rig.disconnect(Duration.ofSeconds(1));
    rig.connect();
    assertHosts("a", "b");

    rig.disconnect(Duration.ofSeconds(1));
    rig.connect();
    assertHosts("a", "b", "b");
  }

  private void assertHosts(String... hosts) {
    assertThat(rig.transport().links())
        .extracting((FakeLink link) -> link.request().endpoint().getHost())
        .containsExactly(hosts);
  }
}
