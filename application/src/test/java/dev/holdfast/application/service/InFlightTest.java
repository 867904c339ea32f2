package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.FakeLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages on their way: sent again after a loss, in order, and never faster than the socket. */
final class InFlightTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void sendsAgainWhatWasNotWrittenWhenTheLinkWasLost() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.send("two");
    rig.send("three");
    rig.link().completeWrites(1);
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text one");
    assertThat(rig.link().unwritten()).containsExactly("text two", "text three");

    rig.lose();
    rig.send("four");
    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text two", "text three", "text four");
    assertThat(rig.connection().status().traffic().sent()).isEqualTo(4);
  }

  @Test
  void sendsAgainAfterEveryFurtherLoss() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.send("two");
    for (int i = 0; i < 3; i++) {
      rig.lose();
      rig.connection().reconnectNow();
      rig.run();
      rig.link().holdWrites();
      rig.accept();
      assertThat(rig.link().unwritten()).containsExactly("text one", "text two");
    }

    rig.link().releaseWrites();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
  }

  @Test
  void sendsAgainWhatWasOnItsWayWhenTheHeartbeatTimedOut() {
    rig.bringUp();
    rig.passSeconds(29);
    rig.send("one");
    rig.passSeconds(1);
    rig.link().holdWrites();
    rig.send("two");
    rig.passSeconds(5);
    assertThat(rig.link().wasAborted()).isTrue();

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text two");
  }

  @Test
  void freesItsPlaceInTheOutboxOnlyWhenWritten() {
    rig.outbox(new OutboxLimits(1, 100, 100));
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    assertThat(rig.send("two")).isEqualTo(SendResult.OUTBOX_FULL);

    rig.link().releaseWrites();
    rig.run();

    assertThat(rig.send("two")).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void stopsWritingWhenTheSocketTakesNoMore() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.send("two");
    rig.pass(Duration.ofSeconds(3));
    assertThat(rig.link().unwritten()).isEmpty();
    assertThat(rig.link().wire()).isEmpty();

    rig.link().becomeWritable();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
  }

  @Test
  void doesNotPourTheOutboxIntoASocketThatFillsUp() {
    rig.connect();
    for (int i = 0; i < 10; i++) {
      rig.send("m" + i);
    }
    rig.link().becomeUnwritableAfter(3);
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text m0", "text m1", "text m2");

    rig.link().becomeWritable();
    rig.run();

    assertThat(rig.link().wire()).hasSize(10);
  }

  @Test
  void aLinkWithoutRoomForTheHeartbeatStillGetsTheMessagesLater() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.passSeconds(31);
    assertThat(rig.link().unwritten()).containsExactly("text one", "ping 1");

    rig.link().releaseWrites();
    rig.link().pong();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text one", "ping 1");
    assertThat(rig.isUp()).isTrue();
  }

  /** A transport that calls back too late must not make us forget another link's message. */
  @Test
  void callbacksOfALinkThatIsGoneTakeNothingFromTheOutbox() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.send("two");
    FakeLink old = rig.link();
    rig.lose();
    rig.connection().reconnectNow();
    rig.run();
    rig.link().holdWrites();
    rig.accept();
    assertThat(rig.link().unwritten()).containsExactly("text one", "text two");

    old.runCallbacksOfTheDead();
    rig.run();
    rig.lose();
    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    assertThat(rig.connection().status().traffic().sent()).isEqualTo(2);
  }

  @Test
  void aLinkOfThePastThatEndsOnceMoreTakesNothingBack() {
    rig.bringUp();
    FakeLink old = rig.link();
    rig.lose();
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.send("two");

    old.endOnceMore();
    rig.run();
    rig.link().releaseWrites();
    rig.send("three");

    assertThat(rig.link().wire()).containsExactly("text one", "text two", "text three");
    assertThat(rig.connection().status().traffic().stale()).isEqualTo(1);
    assertThat(rig.isUp()).isTrue();
  }
}
