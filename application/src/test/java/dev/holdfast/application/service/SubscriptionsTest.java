package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the gateway shall go on telling about: asked for after every login, until it says yes. */
final class SubscriptionsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @BeforeEach
  void two() {
    rig.dialogue(
        new DialogueSettings(
            10,
            Duration.ofSeconds(5),
            List.of(new Subscription("changes", ""), new Subscription("alarms", "{\"level\":2}")),
            List.of()));
  }

  @Test
  void askedForAfterTheLoginOneAfterTheOther() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text log me in", "text changes");
    assertThat(subscribed()).isZero();

    rig.receive("!answer ok");
    assertThat(rig.link().wire()).last().isEqualTo("text alarms {\"level\":2}");
    rig.receive("!answer ok");

    assertThat(subscribed()).isEqualTo(2);
  }

  @Test
  void oneLineTellsOfThoseThatTheGatewayTook() {
    rig.bringUp();
    rig.receive("!answer ok");
    assertThat(subscribedLines()).as("one is still open").isEmpty();
    rig.receive("!answer ok");
    assertThat(subscribedLines()).containsExactly("Subscribed to changes, alarms");

    rig.lose();
    rig.bringUp();
    rig.receive("!refuse busy not now", "!answer ok");
    assertThat(subscribedLines()).containsExactly("Subscribed to alarms");
  }

  @Test
  void manyAreCounted() {
    rig.dialogue(
        new DialogueSettings(
            10,
            Duration.ofSeconds(5),
            IntStream.rangeClosed(1, 200).mapToObj(i -> new Subscription("tell" + i, "")).toList(),
            List.of()));
    rig.bringUp();

    assertThat(subscribedLines())
        .containsExactly("Subscribed to 200 topics: tell1, tell2, tell3, tell4, tell5, ...");
  }

  private List<String> subscribedLines() {
    return rig.log().take(Level.INFO).stream()
        .filter(line -> line.startsWith("Subscribed"))
        .toList();
  }

  @Test
  void aheadOfCommandsAndMessages() {
    rig.connect();
    rig.give("read");
    rig.send("message");
    rig.accept();
    rig.receive("!answer ok", "!answer ok");

    assertThat(rig.link().wire())
        .containsExactly("text changes", "text message", "text alarms {\"level\":2}", "text read");
  }

  @Test
  void askedForAgainOnEveryLink() {
    rig.bringUp();
    rig.receive("!answer ok", "!answer ok");
    rig.lose();
    assertThat(subscribed()).isZero();
    rig.bringUp();

    assertThat(rig.link().wire()).containsExactly("text changes");
    rig.receive("!answer ok", "!answer ok");
    assertThat(subscribed()).isEqualTo(2);
  }

  @Test
  void oneThatWaitedOnTheOldLinkIsNotAskedForTwiceOnTheNew() {
    rig.bringUp();
    assertThat(rig.link().wire()).as("the other one waits").containsExactly("text changes");
    rig.lose();
    rig.bringUp();
    rig.receive("!answer ok", "!answer ok");

    assertThat(rig.link().wire()).containsExactly("text changes", "text alarms {\"level\":2}");
    assertThat(subscribed()).isEqualTo(2);
  }

  @Test
  void askedForAgainWhenRefusedWithBackoff() {
    rig.bringUp();
    rig.receive("!refuse busy not now", "!answer ok");
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Subscription to changes failed, number 1 in a row: refused: busy not now;"
                + " asked for again in 2400 ms");
    rig.pass(Duration.ofMillis(2399));
    assertThat(rig.link().wire()).hasSize(2);
    rig.pass(Duration.ofMillis(1));
    assertThat(rig.link().wire()).last().isEqualTo("text changes");

    rig.receive("!answer ok");
    assertThat(subscribed()).isEqualTo(2);
    assertThat(rig.log().take(Level.INFO)).contains("Subscribed to changes at last");
  }

  @Test
  void aGatewayThatRefusesForEverIsAskedAtMostEveryHalfMinuteAndDoesNotFloodTheLog() {
    rig.dialogue(
        new DialogueSettings(
            10, Duration.ofMinutes(1), List.of(new Subscription("key", "")), List.of()));
    rig.bringUp();
    for (int i = 1; i <= 1000; i++) {
      rig.receive("!error no");
      rig.passSeconds(30);
    }

    assertThat(rig.link().wire().stream().filter(text -> text.contains("key")).count())
        .isBetween(900L, 1001L);
    assertThat(rig.log().take(Level.WARN)).hasSizeBetween(3, 4);
  }

  @Test
  void askedForAgainWhenNotAnswered() {
    rig.dialogue(
        new DialogueSettings(
            10, Duration.ofSeconds(5), List.of(new Subscription("key", "")), List.of()));
    rig.bringUp();
    rig.passSeconds(5);
    assertThat(rig.log().take(Level.WARN)).singleElement().asString().contains("no answer in time");
    rig.passSeconds(3);

    assertThat(rig.link().wire()).containsExactly("text #1 key", "text #2 key");
  }

  @Test
  void afterAGapTheSinkIsTold() {
    rig.bringUp();
    rig.receive("before");
    rig.lose();
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    rig.receive("after");

    assertThat(rig.sink().contents()).containsExactly("before", "(gap of 2400 ms)", "after");
  }

  @Test
  void aSinkThatThrowsAtTheMarkCostsTheLinkAndGetsTheMarkAgain() {
    rig.bringUp();
    rig.receive("before");
    rig.lose();
    rig.pass(Duration.ofMillis(2400));
    rig.sink().failOnce();
    rig.accept();

    assertThat(rig.transport().crashes()).hasSize(1);
    assertThat(rig.observer().moves())
        .as("every transition is told")
        .endsWith("CONNECTING -> CONNECTED", "CONNECTED -> CLOSED", "CLOSED -> DISCONNECTED");
    rig.pass(Duration.ofMillis(100));
    rig.bringUp();
    rig.receive("after");

    assertThat(rig.sink().contents()).containsExactly("before", "(gap of 2500 ms)", "after");
  }

  @Test
  void withoutSubscriptionsNothingCanHaveBeenMissed() {
    rig.dialogue(DialogueSettings.defaults());
    rig.bringUp();
    rig.lose();
    rig.bringUp();

    assertThat(rig.sink().contents()).isEmpty();
  }

  @Test
  void aNotificationThatComesTwiceIsDroppedAndCounted() {
    rig.bringUp();
    rig.receive("!event t s 17 first", "!event t s 17 first", "!event t s 18 second");
    rig.lose();
    rig.bringUp();
    rig.receive("!event t s 18 second", "!event t s 19 third");

    assertThat(rig.sink().contents()).containsExactly("first", "second", "(gap of 0 ms)", "third");
    assertThat(rig.connection().status().traffic().duplicate()).isEqualTo(2);
  }

  @Test
  void aGatewayThatCountsFromOneAgainIsHeard() {
    rig.bringUp();
    rig.receive("!event t s 1 before", "!event t s 2 before");
    rig.lose();
    rig.bringUp();
    rig.receive("!event t s 1 after", "!event t s 1 after", "!event t s 2 before");

    assertThat(rig.sink().contents()).containsExactly("before", "before", "(gap of 0 ms)", "after");
    assertThat(rig.connection().status().traffic().duplicate()).isEqualTo(2);
  }

  private int subscribed() {
    return rig.connection().status().subscribed();
  }
}
