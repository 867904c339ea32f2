package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.Command;
import dev.holdfast.application.port.in.CommandOutcome;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.testing.AcknowledgingProtocol;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.store.FakeStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that the gateway acknowledges are kept until it has. */
final class AcknowledgedMessagesTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  private final FakeStore store = new FakeStore(rig.loop());

  AcknowledgedMessagesTest() {
    rig.protocol(new AcknowledgingProtocol(10)).store(store);
  }

  @Test
  void aMessageIsKeptUntilItIsAcknowledged() {
    rig.bringUp();
    rig.send("one");
    assertThat(rig.link().wire()).containsExactly("text deliver s1-1 one");
    assertThat(store.texts()).containsExactly("one");

    rig.receive("!answer-to s1-1 ok");

    assertThat(store.texts()).isEmpty();
    assertThat(rig.connection().status().queued()).isZero();
    assertThat(rig.connection().status().traffic().sent()).isEqualTo(1);
  }

  @Test
  void comesAgainWithTheSameIdWhenTheLinkIsLost() {
    rig.bringUp();
    rig.send("one");
    rig.send("two");
    rig.receive("!answer-to s1-2 ok");
    rig.lose();

    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text deliver s1-1 one");
    assertThat(rig.connection().status().traffic().sentAgain()).isEqualTo(1);
  }

  @Test
  void comesAgainWithTheSameIdAfterACrash() {
    rig.bringUp();
    rig.send("one");
    ConnectionRig next = new ConnectionRig().protocol(new AcknowledgingProtocol(10));
    next.store(store.afterCrash(next.loop(), "s2"));

    next.bringUp();
    next.send("two");

    assertThat(next.link().wire())
        .containsExactly("text deliver s1-1 one", "text deliver s2-1 two");
    next.receive("!answer-to s1-1 ok", "!answer-to s2-1 ok");
    next.shutDown(Duration.ofSeconds(1));
    next.passSeconds(1);
  }

  @Test
  void comesAgainInItsPlaceWhenItIsNotAcknowledgedInTime() {
    rig.bringUp();
    rig.send("one");
    rig.link().frames();
    rig.passSeconds(29);
    rig.link().frames();
    rig.passSeconds(1);

    assertThat(rig.link().wire())
        .filteredOn(frame -> frame.startsWith("text"))
        .containsExactly("text deliver s1-1 one", "text deliver s1-1 one");
    assertThat(store.texts()).containsExactly("one");
  }

  @Test
  void onlySoManyAreOnTheirWayAsTheGatewayTakes() {
    rig.bringUp();
    for (int i = 1; i <= 12; i++) {
      rig.send("m" + i);
    }
    assertThat(rig.link().wire()).hasSize(10);

    rig.receive("!answer-to s1-3 ok");

    assertThat(rig.link().wire()).hasSize(11).endsWith("text deliver s1-11 m11");
  }

  @Test
  void whatCouldNotGoOutYetIsSentOnceOnTheNextLink() {
    rig.protocol(new AcknowledgingProtocol(1));
    rig.bringUp();
    rig.give("key-status");
    rig.send("one");
    assertThat(delivered()).isEmpty();
    rig.lose();

    rig.bringUp();
    rig.receive("!answer-to s1-1 ok");

    assertThat(delivered()).containsExactly("text deliver s1-1 one");
    assertThat(rig.connection().status().traffic().sentAgain()).isZero();
  }

  @Test
  void whatCouldNotGoOutYetIsNotSentToAnotherSession() {
    rig.protocol(new AcknowledgingProtocol(1));
    rig.bringUp();
    rig.give("key-status");
    rig.send(new OutboundMessage.Text("one", Delivery.AT_LEAST_ONCE.boundToSession()));
    rig.lose();

    rig.bringUp();

    assertThat(delivered()).isEmpty();
    assertThat(store.buried().values()).containsExactly("its session is gone");
    rig.log().take(Level.WARN);
  }

  @Test
  void whateverHasWaitedLongestGoesFirstHoweverLongItHasWaited() {
    rig.protocol(new AcknowledgingProtocol(2));
    rig.bringUp();
    assertThat(rig.command(new Command("key-status", "", Duration.ofMinutes(1), false)))
        .isNotDone();
    assertThat(rig.command(new Command("key-health", "", Duration.ofMinutes(1), false)))
        .isNotDone();
    rig.send("one");
    rig.passSeconds(20);
    rig.link().frames();
    rig.send("two");
    rig.passSeconds(20);
    rig.link().frames();

    rig.receive("!answer-to 1 fine", "!answer-to 2 fine");

    assertThat(delivered()).containsExactly("text deliver s1-1 one", "text deliver s1-2 two");
  }

  @Test
  void aValueThatIsNotAcknowledgedIsNotSentAgainBehindANewerOne() {
    rig.bringUp();
    rig.send(new OutboundMessage.Text("1", Delivery.latestValue("level").withId("old")));
    rig.send(new OutboundMessage.Text("2", Delivery.latestValue("level").withId("new")));
    rig.link().frames();
    rig.passSeconds(20);
    rig.receive("!answer-to new ok");
    rig.passSeconds(20);

    assertThat(delivered()).containsExactly("text deliver old 1", "text deliver new 2");
    assertThat(rig.connection().status().queued()).isZero();
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void onlyTheNewerOfTwoValuesIsSentAgainWhenNeitherIsAcknowledged() {
    rig.bringUp();
    rig.send(new OutboundMessage.Text("1", Delivery.latestValue("level").withId("old")));
    rig.passSeconds(10);
    rig.send(new OutboundMessage.Text("2", Delivery.latestValue("level").withId("new")));
    rig.link().frames();
    rig.passSeconds(29);
    rig.link().frames();
    rig.passSeconds(10);

    assertThat(delivered())
        .containsExactly("text deliver old 1", "text deliver new 2", "text deliver new 2");
  }

  @Test
  void classesTakeTurnsWhereOneMessageIsOnItsWayAtATime() {
    rig.protocol(new AcknowledgingProtocol(1));
    rig.bringUp();
    for (String text : new String[] {"b1", "b2", "b3"}) {
      rig.send(new OutboundMessage.Text(text, Delivery.BEST_EFFORT.withId(text)));
    }
    rig.send(new OutboundMessage.Text("a1", Delivery.AT_LEAST_ONCE.withId("a1")));

    rig.receive("!answer-to b1 ok", "!answer-to a1 ok", "!answer-to b2 ok", "!answer-to b3 ok");

    assertThat(delivered())
        .containsExactly(
            "text deliver b1 b1", "text deliver a1 a1", "text deliver b2 b2", "text deliver b3 b3");
  }

  private List<String> delivered() {
    return rig.link().wire().stream().filter(frame -> frame.contains("deliver")).toList();
  }

  @Test
  void whatTheGatewayRefusesIsPutAsideWithItsReason() {
    rig.bringUp();
    rig.send("one");
    rig.send("two");

    rig.receive("!refuse-to s1-1 404 no such sensor");

    assertThat(store.texts()).containsExactly("two");
    assertThat(store.buried().values()).containsExactly("refused: 404 no such sensor");
    assertThat(rig.connection().status().traffic().givenUp()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .contains("Accepted message number 1 that is not delivered: refused by the gateway");
  }

  @Test
  void whatTheProtocolHasNoWordsForIsPutAside() {
    rig.bringUp();
    rig.send("cannot be said");
    rig.send("two");

    assertThat(store.buried().values()).containsExactly("refused: there are no words for it");
    assertThat(rig.link().wire()).containsExactly("text deliver s1-2 two");
    rig.log().take(Level.WARN);
  }

  @Test
  void binaryMessagesAreRefused() {
    assertThat(rig.send(new OutboundMessage.Binary(ByteBuffer.allocate(1))))
        .isCompletedWithValue(SendResult.NOT_TEXT);
  }

  @Test
  void withoutAStoreTheyAreKeptInMemory() {
    ConnectionRig other = new ConnectionRig().protocol(new AcknowledgingProtocol(10));
    other.bringUp();
    assertThat(other.send("one")).isEqualTo(SendResult.ACCEPTED);
    other.lose();
    other.bringUp();
    String wire = other.link().wire().get(0);
    assertThat(wire).startsWith("text deliver ").endsWith("-1 one");

    other.receive("!answer-to " + wire.split(" ", 4)[2] + " ok");

    assertThat(other.connection().status().queued()).isZero();
    other.shutDown(Duration.ofSeconds(1));
    other.passSeconds(1);
  }

  @Test
  void bestEffortIsAskedOnce() {
    rig.bringUp();
    assertThat(rig.send(new OutboundMessage.Text("one", Delivery.BEST_EFFORT)))
        .isCompletedWithValue(SendResult.ACCEPTED);
    assertThat(rig.link().wire()).hasSize(1);
    rig.lose();

    rig.bringUp();

    assertThat(rig.link().wire()).isEmpty();
    assertThat(rig.connection().status().traffic().givenUp()).isEqualTo(1);
    assertThat(rig.connection().status().queued()).isZero();
    rig.log().take(Level.WARN);
  }

  @Test
  void onlyTheLargestOfAllClassesIsSuspectedWhenTheLinkEnds() {
    rig.bringUp();
    rig.send(new OutboundMessage.Text("1", Delivery.latestValue("level")));
    rig.send("a message that is much too large");
    for (int i = 0; i < 3; i++) {
      rig.link().closeByGateway(1009, "too big");
      rig.run();
      rig.bringUp();
    }

    assertThat(store.texts()).containsExactly("1");
    assertThat(store.buried()).hasSize(1);
    rig.log().take(Level.WARN);
  }

  @Test
  void aMessageThatEndsTheLinkAgainAndAgainIsPutAside() {
    rig.bringUp();
    rig.send("small");
    rig.send("a message that is much too large");
    for (int i = 0; i < 3; i++) {
      assertThat(store.texts()).hasSize(2);
      rig.link().closeByGateway(1009, "too big");
      rig.run();
      rig.bringUp();
    }

    assertThat(store.texts()).containsExactly("small");
    assertThat(store.buried().values()).containsExactly("the gateway cannot take it");
    assertThat(rig.link().wire()).containsExactly("text deliver s1-1 small");
    rig.log().take(Level.WARN);
  }

  @Test
  void anOrderlyEndWaitsForAcknowledgements() {
    rig.bringUp();
    rig.send("one");
    rig.shutDown(Duration.ofSeconds(4));
    assertThat(rig.link().wire()).hasSize(1);

    rig.receive("!answer-to s1-1 ok");

    assertThat(rig.link().wire()).endsWith("close 1000 shutdown");
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void commandsAndMessagesShareTheLink() {
    rig.bringUp();
    rig.send("one");
    CompletableFuture<CommandOutcome> outcome = rig.command("key-status", "");
    rig.receive("!answer-to 1 fine", "!answer-to s1-1 ok");

    assertThat(outcome).isCompletedWithValue(new CommandOutcome.Answered("fine"));
    assertThat(store.texts()).isEmpty();
  }
}
