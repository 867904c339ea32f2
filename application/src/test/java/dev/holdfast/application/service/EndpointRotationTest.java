package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.FakeLink;
import dev.holdfast.application.testing.ScriptedProtocol;
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
