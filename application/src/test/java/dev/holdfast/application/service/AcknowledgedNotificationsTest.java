package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.ConnectionRig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway is told that a notification was received once it is safe, and not before. */
final class AcknowledgedNotificationsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void whatASinkWithoutAJournalTakesIsAcknowledgedAtOnce() {
    rig.bringUp();
    rig.receive("!tell 1 one", "!tell 2 two");

    assertThat(rig.sink().contents()).containsExactly("one", "two");
    assertThat(rig.link().wire()).containsExactly("text got 1", "text got 2");
  }

  @Test
  void whatNobodyWaitsForIsNotAcknowledged() {
    rig.bringUp();
    rig.receive("!event t s 1 one");

    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void nothingIsAcknowledgedBeforeItIsSafe() {
    rig.bringUp();
    rig.sink().holdBack();
    rig.receive("!tell 1 one", "!tell 2 two");
    assertThat(rig.sink().contents()).containsExactly("one", "two");
    assertThat(rig.link().wire()).isEmpty();

    rig.sink().secure();
    assertThat(rig.link().wire()).as("told off the loop").isEmpty();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text got 1", "text got 2");
  }

  @Test
  void whatBecomesSafeAfterItsLinkIsLostIsNotAcknowledgedOnTheNextOne() {
    rig.bringUp();
    rig.sink().holdBack();
    rig.receive("!tell 1 one");
    rig.lose();
    rig.bringUp();

    rig.sink().secure();
    rig.run();

    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void whatComesAgainIsNotDeliveredAgainButAcknowledged() {
    rig.bringUp();
    rig.sink().holdBack();
    rig.receive("!tell 1 one");
    rig.lose();
    rig.bringUp();
    rig.receive("!tell 1 one");
    assertThat(rig.link().wire()).as("still not safe").isEmpty();

    rig.sink().secure();
    rig.run();

    assertThat(rig.sink().contents()).containsExactly("one");
    assertThat(rig.link().wire()).containsExactly("text got 1");
    assertThat(rig.connection().status().traffic().duplicate()).isEqualTo(1);
  }

  @Test
  void nothingIsAcknowledgedBehindTheClosingHandshake() {
    rig.bringUp();
    rig.sink().holdBack();
    rig.receive("!tell 1 one");
    rig.disconnect(Duration.ofSeconds(10));
    int before = rig.link().wire().size();

    rig.sink().secure();
    rig.run();

    assertThat(rig.link().wire()).hasSize(before);
  }

  @Test
  void whatBecomesSafeAfterTheLoopHasEndedIsHarmless() {
    ConnectionRig other = new ConnectionRig();
    other.bringUp();
    other.sink().holdBack();
    other.receive("!tell 1 one");
    other.loop().shutDown();

    other.sink().secure();

    assertThat(other.sink().contents()).containsExactly("one");
    rig.bringUp();
  }
}
