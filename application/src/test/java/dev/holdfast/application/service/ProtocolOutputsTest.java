package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a session protocol can ask for, and what becomes of it. */
final class ProtocolOutputsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void itsFactsGoIntoTheHandshake() {
    rig.protocol(new ScriptedProtocol(false, List.of(), List.of("v2.scripted", "v1.scripted")));
    rig.endpoints("wss://gateway.test:8443/x%20y?key=1");
    rig.connect();

    assertThat(rig.link().request().subprotocols()).containsExactly("v2.scripted", "v1.scripted");
    assertThat(rig.link().request().subprotocolRequired()).isTrue();
    assertThat(rig.link().request().endpoint()).hasToString("wss://gateway.test:8443/x%20y?key=1");
  }

  @Test
  void whatItWritesGoesAheadOfTheOutbox() {
    rig.bringUp();
    rig.link().becomeUnwritable();
    rig.send("one");
    rig.receive("!write urgent");
    assertThat(rig.link().wire()).containsExactly("text urgent");

    rig.link().becomeWritable();
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text urgent", "text one");
  }

  @Test
  void whatItSaysFirstGoesAheadOfTheOutboxToo() {
    rig.protocol(new ScriptedProtocol(false, List.of("hello"), List.of()));
    rig.connect();
    rig.send("one");
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text hello", "text one");
  }

  @Test
  void anAcceptedLoginBringsTheConnectionUp() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.accept();
    assertThat(rig.isUp()).isFalse();

    rig.receive(ScriptedProtocol.ACCEPT);

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.state()).isEqualTo(ConnectionState.AUTHENTICATED);
  }

  @Test
  void anUnansweredLoginTimesOut() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.accept();
    rig.passSeconds(10);

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(lastCause().kind()).isEqualTo(CauseKind.LOGIN_TIMEOUT);
  }

  @Test
  void anAcceptedLoginThatNobodyAskedForIsCountedAndIgnored() {
    rig.bringUp();
    rig.receive(ScriptedProtocol.ACCEPT);

    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.connection().status().traffic().illegal()).isEqualTo(1);
  }

  @Test
  void aViolationEndsTheLinkAndItComesBack() {
    rig.bringUp();
    rig.receive("!violated said hello twice", "never read");

    assertThat(rig.link().wasAborted()).isTrue();
    assertThat(lastCause()).isEqualTo(Cause.of(CauseKind.PROTOCOL_VIOLATION, "said hello twice"));
    assertThat(rig.sink().contents()).isEmpty();
    rig.pass(Duration.ofMillis(2400));
    rig.accept();
    assertThat(rig.isUp()).isTrue();
  }

  @Test
  void twoReasonsToGiveUpInOneMessageAreOne() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.accept();
    rig.receive(ScriptedProtocol.REJECT + "no", "!violated too");

    assertThat(lastCause().kind()).isEqualTo(CauseKind.LOGIN_REJECTED);
    assertThat(rig.connection().status().failures()).isEqualTo(1);
  }

  @Test
  void whatItDoesNotUnderstandIsCountedAndTheLinkLivesOn() {
    rig.bringUp();
    rig.receive("!malformed not JSON");

    assertThat(rig.isUp()).isTrue();
    assertThat(rig.connection().status().traffic().malformed()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly("Message number 1 not understood: not JSON");
  }

  @Test
  void aGatewayThatTalksNonsenseDoesNotFloodTheLog() {
    rig.bringUp();
    for (int i = 1; i <= 1_500; i++) {
      rig.receive("!malformed number " + i);
    }

    assertThat(rig.connection().status().traffic().malformed()).isEqualTo(1_500);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Message number 1 not understood: number 1",
            "Message number 10 not understood: number 10",
            "Message number 100 not understood: number 100",
            "Message number 1000 not understood: number 1000");
  }

  @Test
  void countsOfMisunderstandingsGoOnAcrossLinks() {
    rig.bringUp();
    rig.receive("!malformed a");
    rig.lose();
    rig.bringUp();
    rig.receive("!malformed b");

    assertThat(rig.connection().status().traffic().malformed()).isEqualTo(2);
    assertThat(rig.log().take(Level.WARN)).hasSize(1);
  }

  private Cause lastCause() {
    return rig.connection().status().lastTransition().orElseThrow().cause();
  }
}
