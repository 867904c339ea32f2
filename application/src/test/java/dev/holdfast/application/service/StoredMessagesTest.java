package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.store.FakeStore;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Messages that outlive the process: accepted once they are stored, sent until they are written.
 */
final class StoredMessagesTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  private final FakeStore store = new FakeStore(rig.loop());

  StoredMessagesTest() {
    rig.store(store);
  }

  @Test
  void isAcceptedOnlyOnceItIsStored() {
    rig.bringUp();
    store.hold();
    CompletionStage<SendResult> answer = rig.send(new OutboundMessage.Text("one"));
    assertThat(answer).isNotDone();
    assertThat(rig.link().wire()).isEmpty();

    store.release();
    rig.run();

    assertThat(answer).isCompletedWithValue(SendResult.ACCEPTED);
    assertThat(rig.link().wire()).containsExactly("text one");
  }

  @Test
  void findsWhatSomebodyElseHasPutThereWhenItIsTold() {
    rig.bringUp();
    rig.send("one");
    store.add(new OutboundMessage.Text("from elsewhere"), "e-1", 0, new Unheard());
    rig.passSeconds(20);
    assertThat(rig.link().wire()).containsExactly("text one");

    rig.connection().lookAgain();
    rig.run();
    rig.send("two");

    assertThat(rig.link().wire()).containsExactly("text one", "text from elsewhere", "text two");
    assertThat(store.texts()).isEmpty();
    assertThat(rig.connection().status().queued()).isZero();
  }

  @Test
  void findsItAlsoIfItNeverStoredAnythingItself() {
    rig.bringUp();
    store.add(new OutboundMessage.Text("from elsewhere"), "e-1", 0, new Unheard());
    rig.connection().lookAgain();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text from elsewhere");
  }

  private static final class Unheard implements MessageStore.Added {

    @Override
    public void stored(long number) {}

    @Override
    public void failed(String why) {
      throw new AssertionError(why);
    }
  }

  @Test
  void isRemovedOnceItIsWritten() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    assertThat(store.texts()).containsExactly("one");
    assertThat(rig.connection().status().queued()).isEqualTo(1);

    rig.link().releaseWrites();
    rig.run();

    assertThat(store.texts()).isEmpty();
    assertThat(rig.connection().status().queued()).isZero();
    assertThat(rig.connection().status().traffic().sent()).isEqualTo(1);
  }

  @Test
  void waitsInTheStoreForALink() {
    rig.send("one");
    rig.connect();
    rig.send("two");
    assertThat(store.texts()).containsExactly("one", "two");

    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void keepsTheOrderBetweenWhatWaitedAndWhatIsNew() {
    rig.outbox(paced(new ReplayPolicy(1, 1)));
    rig.send("one");
    rig.send("two");
    rig.bringUp();
    rig.send("three");
    assertThat(rig.link().wire()).containsExactly("text one");

    rig.passSeconds(5);

    assertThat(rig.link().wire()).containsExactly("text one", "text two", "text three");
  }

  @Test
  void sendsAgainWhatWasOnItsWayWhenTheLinkWasLost() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");
    rig.send("two");
    rig.link().completeWrites(1);
    rig.run();
    rig.lose();
    rig.send("three");

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text two", "text three");
    assertThat(rig.connection().status().traffic().sentAgain()).isEqualTo(1);
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void twoMessagesWithOneIdAreTwoMessages() {
    OutboundMessage first = new OutboundMessage.Text("one", Delivery.AT_LEAST_ONCE.withId("same"));
    OutboundMessage second = new OutboundMessage.Text("two", Delivery.AT_LEAST_ONCE.withId("same"));
    assertThat(rig.send(first)).isCompletedWithValue(SendResult.ACCEPTED);
    assertThat(rig.send(second)).isCompletedWithValue(SendResult.ACCEPTED);

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void outlivesACrash() {
    rig.send("one");
    rig.send(new OutboundMessage.Text("level 3", Delivery.latestValue("level")));
    ConnectionRig next = new ConnectionRig().store(store);

    FakeStore found = store.afterCrash(next.loop(), "s2");
    next.store(found);
    assertThat(next.connection().status().queued()).isEqualTo(2);
    next.bringUp();

    assertThat(next.link().wire()).containsExactlyInAnyOrder("text one", "text level 3");
    assertThat(found.texts()).isEmpty();
    next.shutDown(Duration.ofSeconds(1));
    next.passSeconds(1);
  }

  @Test
  void givesEveryMessageAnIdThatNoOtherRunGives() {
    rig.send("one");
    rig.send("two");
    rig.send(new OutboundMessage.Text("three", Delivery.AT_LEAST_ONCE.withId("mine")));

    assertThat(store.ids()).containsExactly("s1-1", "s1-2", "mine");
  }

  @Test
  void refusesWhatCannotBeStoredAndSaysWhy() {
    rig.bringUp();
    rig.send("zero");
    store.failWith("the disk is full");

    assertThat(rig.send("one")).isEqualTo(SendResult.NOT_STORED);

    assertThat(rig.log().take(Level.ERROR))
        .containsExactly("Message number 1 that could not be stored: the disk is full");
    assertThat(rig.connection().status().traffic().refused()).isEqualTo(1);
    assertThat(rig.connection().status().queued()).isZero();
    store.failWith("");
    assertThat(rig.send("two")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.link().wire()).containsExactly("text zero", "text two");
  }

  @Test
  void readsAgainWhatCouldNotBeRead() {
    rig.send("one");
    store.failWith("input/output error");
    rig.bringUp();
    assertThat(rig.link().wire()).isEmpty();
    assertThat(rig.log().take(Level.ERROR)).hasSize(1);
    store.failWith("");

    rig.passSeconds(5);

    assertThat(rig.link().wire()).containsExactly("text one");
  }

  @Test
  void theBoundsOfTheClassHoldForWhatIsStored() {
    rig.outbox(new OutboxLimits(2, 10, 8));
    rig.connect();

    assertThat(rig.send("123456789")).isEqualTo(SendResult.TOO_LARGE);
    assertThat(rig.send("12345678")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.send("123")).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(rig.send("12")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.send("")).isEqualTo(SendResult.OUTBOX_FULL);

    rig.accept();
    assertThat(rig.send("123")).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void whatWaitsForTheStoreIsBoundedToo() {
    rig.outbox(new OutboxLimits(2, 10, 8));
    store.hold();
    rig.send(new OutboundMessage.Text("1"));
    rig.send(new OutboundMessage.Text("2"));

    assertThat(rig.send(new OutboundMessage.Text("3")))
        .isCompletedWithValue(SendResult.OUTBOX_FULL);

    store.release();
    rig.run();
    assertThat(store.texts()).containsExactly("1", "2");
  }

  @Test
  void aBacklogOfAnyLengthTakesLittleRoomAndKeepsItsOrder() {
    rig.outbox(
        settings(
            new OutboxLimits(10_000, 1 << 20, 1 << 20),
            ReplayPolicy.unlimited(),
            Optional.empty()));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rig.send("m" + i);
      expected.add("text m" + i);
    }

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactlyElementsOf(expected);
    assertThat(store.loads()).isBetween(5, 20);
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void whatIsStoredWhileABacklogIsSentComesAfterIt() {
    rig.outbox(
        settings(
            new OutboxLimits(10_000, 1 << 20, 1 << 20),
            ReplayPolicy.unlimited(),
            Optional.empty()));
    IntStream.range(0, 2_500).forEach(i -> rig.send("m" + i));
    rig.connection().connect();
    rig.run();
    rig.link().becomeUnwritableAfter(700);
    rig.accept();
    rig.send("new");
    while (rig.link().wire().size() < 2_501) {
      rig.link().becomeWritable();
      rig.run();
    }

    assertThat(rig.link().wire()).startsWith("text m0").endsWith("text m2499", "text new");
  }

  @Test
  void whatIsTooOldIsPutAside() {
    rig.outbox(
        settings(
            OutboxLimits.defaults(), ReplayPolicy.defaults(), Optional.of(Duration.ofMinutes(10))));
    rig.send("old");
    rig.pass(Duration.ofMinutes(5));
    rig.send("young");
    rig.pass(Duration.ofMinutes(6));

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text young");
    assertThat(store.buried().values()).containsExactly("older than 600000 ms");
    rig.log().take(Level.WARN);
  }

  @Test
  void aClockThatIsSetBackMakesNothingOld() {
    rig.outbox(
        settings(
            OutboxLimits.defaults(), ReplayPolicy.defaults(), Optional.of(Duration.ofMinutes(10))));
    rig.send("one");
    rig.stepWallClock(Duration.ofDays(-365));

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text one");
  }

  @Test
  void whatWaitedFollowsAtItsPaceAndOtherClassesDoNotWaitForIt() {
    rig.outbox(paced(new ReplayPolicy(2, 10)));
    IntStream.range(0, 12).forEach(i -> rig.send("m" + i));
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text m0", "text m1");

    rig.send(new OutboundMessage.Text("live", Delivery.BEST_EFFORT));
    assertThat(rig.link().wire()).endsWith("text live");

    // Gaps of 0.5 to 1.5 times 100 ms, here always 1.2.
    rig.pass(Duration.ofMillis(600));
    assertThat(rig.link().wire()).hasSize(8);
    rig.passSeconds(1);
    assertThat(rig.link().wire()).hasSize(13).endsWith("text m11");
  }

  @Test
  void whatWaitsForItsPaceWakesNobodyOnceTheLinkIsClosing() {
    rig.outbox(paced(new ReplayPolicy(0, 2)));
    IntStream.range(0, 12).forEach(i -> rig.send("m" + i));
    rig.bringUp();
    rig.disconnect(Duration.ofSeconds(10));
    long timers = rig.loop().timersScheduled();

    rig.passSeconds(1);

    assertThat(rig.loop().timersScheduled() - timers).isLessThan(20);
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSING);
    rig.passSeconds(1);
  }

  @Test
  void whatWaitsForItsPaceWakesNobodyWhileTheLinkIsFull() {
    rig.outbox(paced(new ReplayPolicy(0, 2)));
    IntStream.range(0, 3).forEach(i -> rig.send("m" + i));
    rig.bringUp();
    rig.link().becomeUnwritable();
    long timers = rig.loop().timersScheduled();

    rig.passSeconds(4);

    assertThat(rig.loop().timersScheduled() - timers).isLessThan(20);
    assertThat(rig.link().wire()).containsExactly("text m0");
    rig.link().becomeWritable();
    rig.passSeconds(2);
    assertThat(rig.link().wire()).containsExactly("text m0", "text m1", "text m2");
  }

  @Test
  void anOrderlyEndDoesNotWaitForWhatIsSafe() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");

    rig.shutDown(Duration.ofSeconds(4));

    assertThat(rig.link().wire()).containsExactly("close 1000 shutdown");
    rig.link().closeByGateway(1000, "");
    rig.run();
    assertThat(rig.log().take(Level.WARN)).isEmpty();
    assertThat(store.texts()).containsExactly("one");
  }

  @Test
  void anOrderlyEndWaitsForWhatIsOnItsWay() {
    rig.bringUp();
    rig.link().holdWrites();
    rig.send("one");

    rig.shutDown(Duration.ofSeconds(4));
    assertThat(rig.link().wire()).isEmpty();
    rig.link().releaseWrites();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text one", "close 1000 shutdown");
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void binaryMessagesAreStoredToo() {
    rig.send(new OutboundMessage.Binary(ByteBuffer.wrap(new byte[] {1, 2})));

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("binary 0102");
  }

  private static OutboxSettings paced(ReplayPolicy replay) {
    return settings(OutboxLimits.defaults(), replay, Optional.empty());
  }

  private static OutboxSettings settings(
      OutboxLimits limits, ReplayPolicy replay, Optional<Duration> maxAge) {
    return new OutboxSettings(
        limits,
        limits,
        limits,
        OutboxSettings.Overflow.REFUSE_NEWEST,
        maxAge,
        replay,
        Duration.ofSeconds(30));
  }
}
