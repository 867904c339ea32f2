package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session that goes on where a lost link broke it off. */
final class ResumptionTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @BeforeEach
  void twoSubscriptions() {
    rig.protocol(ScriptedProtocol.withLogin())
        .dialogue(
            new DialogueSettings(
                10,
                Duration.ofSeconds(5),
                List.of(new Subscription("changes", ""), new Subscription("tell-alarms", "")),
                List.of()));
  }

  private void upWithSession(String id) {
    rig.bringUp();
    rig.receive("!answer ok", "!session " + id, "before");
  }

  /** The next link is open and waits for what the gateway says to the login. */
  private void openAgain() {
    rig.lose();
    rig.reconnectNow();
    rig.accept();
  }

  private List<String> log(String about) {
    return rig.log().take(Level.INFO).stream().filter(line -> line.contains(about)).toList();
  }

  @Test
  void theFirstLinkOffersNothing() {
    rig.bringUp();

    assertThat(rig.link().wire()).first().isEqualTo("text log me in");
  }

  @Test
  void whatTheLastLinkLeftIsOfferedOnTheNext() {
    upWithSession("s-1");
    openAgain();

    assertThat(rig.link().wire()).containsExactly("text log me in as s-1");
  }

  @Test
  void aResumedSessionHasNoGapAndKeepsWhatWasAcknowledged() {
    upWithSession("s-1");
    openAgain();
    rig.receive("missed", "!resumed", "after");

    assertThat(rig.sink().contents()).containsExactly("before", "missed", "after");
    assertThat(rig.link().wire())
        .as("nobody knows whether what has no answer arrived")
        .containsExactly("text log me in as s-1", "text tell-alarms");
    assertThat(rig.connection().status().subscribed()).isEqualTo(2);
    assertThat(log("session")).containsExactly("The session goes on, nothing was missed");
  }

  @Test
  void whatWasNotAcknowledgedYetIsAskedForOnTheResumedSession() {
    rig.bringUp();
    rig.receive("!session s-1");
    openAgain();
    rig.receive("!resumed");
    rig.receive("!answer ok");

    assertThat(rig.link().wire())
        .containsExactly("text log me in as s-1", "text changes", "text tell-alarms");
  }

  @Test
  void aSessionOfItsOwnHasAGapAndAsksForEverything() {
    upWithSession("s-1");
    openAgain();
    rig.receive("!accept", "after");
    rig.receive("!answer ok");

    assertThat(rig.sink().contents()).containsExactly("before", "(gap of 0 ms)", "after");
    assertThat(rig.link().wire())
        .containsExactly("text log me in as s-1", "text changes", "text tell-alarms");
    assertThat(log("session")).containsExactly("The gateway did not take the session up again");
  }

  @Test
  void aResumedSessionCanBeResumedAgain() {
    upWithSession("s-1");
    openAgain();
    rig.receive("!resumed", "!session s-2");
    openAgain();
    rig.receive("!resumed");

    assertThat(rig.link().wire()).first().isEqualTo("text log me in as s-2");
    assertThat(rig.sink().contents()).containsExactly("before");
  }

  @Test
  void aSessionThatLeavesNothingIsNotOffered() {
    upWithSession("s-1");
    openAgain();
    rig.receive("!accept");
    openAgain();

    assertThat(rig.link().wire()).containsExactly("text log me in");
    rig.receive("!resumed", "after");
    assertThat(rig.sink().contents())
        .as("nothing was offered, so nothing was resumed")
        .containsExactly("before", "(gap of 0 ms)", "(gap of 0 ms)", "after");
  }

  @Test
  void attemptsThatNeverOpenDoNotUseTheOfferUp() {
    upWithSession("s-1");
    rig.lose();
    for (int i = 0; i < 20; i++) {
      rig.reconnectNow();
      rig.lose();
    }
    rig.reconnectNow();
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text log me in as s-1");
  }

  @Test
  void aLinkThatIsLostDuringTheLoginOffersOnceMore() {
    upWithSession("s-1");
    openAgain();
    openAgain();
    assertThat(rig.link().wire()).containsExactly("text log me in as s-1");
    rig.receive("!resumed");

    assertThat(rig.sink().contents()).containsExactly("before");
  }

  @Test
  void aGatewayThatOnlyDropsWhoeverOffersDoesNotKeepUsOut() {
    upWithSession("s-1");
    openAgain();
    openAgain();
    openAgain();

    assertThat(rig.link().wire()).containsExactly("text log me in");
  }

  @Test
  void aGatewayThatIsSilentToAnOfferDoesNotKeepUsOut() {
    upWithSession("s-1");
    openAgain();
    rig.passSeconds(10);
    rig.reconnectNow();
    rig.accept();
    rig.passSeconds(10);
    rig.reconnectNow();
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text log me in");
  }

  @Test
  void aRejectedLoginTakesTheOfferWithIt() {
    upWithSession("s-1");
    openAgain();
    rig.receive("!reject unknown session");
    rig.reconnectNow();
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text log me in");
  }

  @Test
  void aConnectionThatWasEndedStartsANewSession() {
    upWithSession("s-1");
    rig.disconnect(Duration.ofSeconds(1));
    rig.link().end(Cause.closedByGateway(1000, ""));
    rig.run();
    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    rig.bringUp();

    assertThat(rig.link().wire()).first().isEqualTo("text log me in");
  }

  @Test
  void anOlderGapThatTheSinkDidNotTakeIsMarkedAllTheSame() {
    upWithSession("s-1");
    rig.lose();
    rig.reconnectNow();
    rig.accept();
    rig.sink().failOnce();
    // A new session, whose mark the sink refuses: that costs the link.
    rig.receive("!session s-2", "!accept");
    rig.log().take(Level.ERROR);
    rig.reconnectNow();
    rig.accept();
    rig.receive("!resumed", "after");

    assertThat(rig.link().wire()).first().isEqualTo("text log me in as s-2");
    assertThat(rig.sink().contents()).containsExactly("before", "(gap of 0 ms)", "after");
  }
}
