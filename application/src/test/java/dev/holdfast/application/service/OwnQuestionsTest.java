package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a session protocol asks by itself: once after every login, whatever becomes of it. */
final class OwnQuestionsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @BeforeEach
  void oneQuestionAndOneSubscription() {
    rig.dialogue(
        new DialogueSettings(
            10, Duration.ofSeconds(5), List.of(new Subscription("changes", "")), List.of()));
    rig.protocol(ScriptedProtocol.withoutLogin().asking("sensors"));
  }

  @Test
  void askedBehindTheSubscriptionsAndAheadOfCommandsOneAfterTheOther() {
    rig.connect();
    rig.give("read");
    rig.accept();
    assertThat(rig.link().wire()).containsExactly("text changes");
    rig.receive("!answer ok");
    assertThat(rig.link().wire()).last().isEqualTo("text sensors");
    rig.receive("!answer {}");
    assertThat(rig.link().wire()).last().isEqualTo("text read");
    rig.receive("!answer done");

    assertThat(rig.log().take(Level.WARN)).isEmpty();
  }

  @Test
  void askedAgainOnEveryLink() {
    rig.bringUp();
    rig.receive("!answer ok");
    assertThat(rig.link().wire()).containsExactly("text changes", "text sensors");
    rig.lose();
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text changes");
    rig.receive("!answer ok");
    assertThat(rig.link().wire()).containsExactly("text changes", "text sensors");

    assertThat(rig.log().take(Level.WARN))
        .as("the first one was lost with its link")
        .noneMatch(line -> line.contains("sensors"));
  }

  @Test
  void aRefusalIsToldAndNotAskedAgainBeforeTheNextLogin() {
    rig.bringUp();
    rig.receive("!answer ok", "!refuse unknown no such command");
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "The session protocol asked for sensors without success, number 1 in a row: refused:"
                + " unknown no such command; asked again after the next login");
    rig.pass(Duration.ofSeconds(20));
    assertThat(rig.link().wire()).filteredOn(line -> line.contains("sensors")).hasSize(1);
  }

  /** Whoever subscribed to nothing misses nothing, though the session protocol asks. */
  @Test
  void aQuestionIsNoSubscription() {
    rig.dialogue(new DialogueSettings(10, Duration.ofSeconds(5), List.of(), List.of()));
    rig.bringUp();
    rig.receive("!answer ok");
    rig.lose();
    rig.bringUp();
    rig.receive("!answer ok", "hello");

    assertThat(rig.connection().status().subscribed()).isZero();
    assertThat(rig.sink().contents()).containsExactly("hello");
  }
}
