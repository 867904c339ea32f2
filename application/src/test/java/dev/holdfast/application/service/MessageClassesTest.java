package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.store.FakeStore;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is promised of a message, by its class. */
final class MessageClassesTest {

  private static final Delivery BOUND = Delivery.AT_LEAST_ONCE.boundToSession();

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  private final FakeStore store = new FakeStore(rig.loop());

  MessageClassesTest() {
    rig.store(store);
  }

  // --- latest value ---

  @Test
  void aNewerValueReplacesTheOlder() {
    value("level", "1");
    value("mode", "a");
    value("level", "2");
    assertThat(rig.connection().status().queued()).isEqualTo(2);

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactlyInAnyOrder("text a", "text 2");
    assertThat(rig.connection().status().queued()).isZero();
  }

  @Test
  void aValueThatIsReplacedOnItsWayIsFollowedByTheNewer() {
    rig.bringUp();
    rig.link().holdWrites();
    value("level", "1");
    value("level", "2");
    rig.link().releaseWrites();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text 1", "text 2");
    assertThat(store.texts()).isEmpty();
    assertThat(rig.connection().status().queued()).isZero();
  }

  @Test
  void onlyTheNewerOfTwoValuesIsSentAfterALoss() {
    rig.bringUp();
    rig.link().holdWrites();
    value("level", "1");
    value("level", "2");
    rig.lose();

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text 2");
    assertThat(rig.connection().status().queued()).isZero();
  }

  @Test
  void aNewValueNeedsNoRoomOfItsOwn() {
    rig.outbox(new OutboxLimits(1, 10, 10));
    value("a", "1234567890");

    value("a", "0987654321");

    assertThat(rig.send(new OutboundMessage.Text("", Delivery.latestValue("b"))))
        .isCompletedWithValue(SendResult.OUTBOX_FULL);
  }

  @Test
  void valuesThatWereThereBeforeCountToo() {
    value("a", "1");
    ConnectionRig next = new ConnectionRig().outbox(new OutboxLimits(1, 10, 10));
    next.store(store.afterCrash(next.loop(), "s2"));

    assertThat(next.send(new OutboundMessage.Text("", Delivery.latestValue("b"))))
        .isCompletedWithValue(SendResult.OUTBOX_FULL);
    assertThat(next.send(new OutboundMessage.Text("2", Delivery.latestValue("a"))))
        .isCompletedWithValue(SendResult.ACCEPTED);
    next.bringUp();
    assertThat(next.link().wire()).containsExactly("text 2");
    assertThat(next.connection().status().queued()).isZero();
    next.shutDown(Duration.ofSeconds(1));
    next.passSeconds(1);
  }

  // --- best effort ---

  @Test
  void bestEffortIsNeverStoredAndNotSentTwice() {
    rig.bringUp();
    rig.link().holdWrites();
    accepted("on its way", Delivery.BEST_EFFORT);
    assertThat(store.texts()).isEmpty();
    rig.lose();
    accepted("waits", Delivery.BEST_EFFORT);

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text waits");
    assertThat(rig.connection().status().traffic().givenUp()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .contains("Accepted message number 1 that is not delivered: lost with the link");
  }

  @Test
  void theOldestOfBestEffortMakeRoomIfTheUserWantsThat() {
    OutboxLimits limits = new OutboxLimits(2, 100, 100);
    rig.outbox(
        new OutboxSettings(
            limits,
            limits,
            limits,
            OutboxSettings.Overflow.DROP_OLDEST,
            Optional.empty(),
            ReplayPolicy.defaults(),
            Duration.ofSeconds(30)));
    for (int i = 0; i < 5; i++) {
      accepted("m" + i, Delivery.BEST_EFFORT);
    }

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text m3", "text m4");
    assertThat(rig.connection().status().traffic().givenUp()).isEqualTo(3);
    rig.log().take(Level.WARN);
  }

  // --- bound to a session ---

  @Test
  void withoutASessionNothingIsAcceptedForIt() {
    assertThat(rig.send(new OutboundMessage.Text("x", BOUND)))
        .isCompletedWithValue(SendResult.NO_SESSION);
    assertThat(rig.connection().status().traffic().refused()).isEqualTo(1);
  }

  @Test
  void aMessageForASessionThatIsGoneIsNotSent() {
    rig.bringUp();
    rig.link().holdWrites();
    accepted("bound", BOUND);
    rig.send("free");
    rig.lose();

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text free");
    assertThat(store.buried().values()).containsExactly("its session is gone");
    assertThat(rig.connection().status().queued()).isZero();
    accepted("new", BOUND);
    assertThat(rig.link().wire()).containsExactly("text free", "text new");
    rig.log().take(Level.WARN);
  }

  /** It was accepted on one link, and its commit came only when the next was there. */
  @Test
  void aMessageForASessionThatEndedWhileItWasStoredIsNotSent() {
    rig.bringUp();
    store.hold();
    assertThat(rig.send(new OutboundMessage.Text("bound", BOUND))).isNotDone();
    rig.lose();
    rig.bringUp();
    store.release();
    rig.run();

    assertThat(rig.link().wire()).isEmpty();
    assertThat(store.buried().values()).containsExactly("its session is gone");
    assertThat(rig.connection().status().queued()).isZero();
    rig.log().take(Level.WARN);
  }

  private void value(String key, String text) {
    accepted(text, Delivery.latestValue(key));
  }

  private void accepted(String text, Delivery delivery) {
    assertThat(rig.send(new OutboundMessage.Text(text, delivery)))
        .isCompletedWithValue(SendResult.ACCEPTED);
  }
}
