package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the gateway wants of us. */
final class GatewayCallsTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void nobodyCanDoAnythingUnlessSomebodyCan() {
    rig.bringUp();
    rig.receive("!call 5 reset");

    assertThat(rig.link().wire()).containsExactly("text @5 " + new CallAnswer.NotImplemented());
  }

  @Test
  void nothingIsDoneBeforeTheLoginIsAccepted() {
    rig.protocol(ScriptedProtocol.withLogin())
        .calls((connection, call) -> CompletableFuture.completedFuture(new CallAnswer.Done("{}")));
    rig.connect();
    rig.accept();
    rig.receive("!call 5 reset");

    assertThat(rig.link().wire())
        .containsExactly("text log me in", "text @5 " + new CallAnswer.TooEarly());
    assertThat(rig.connection().status().traffic().malformed()).isEqualTo(1);
    assertThat(rig.log().take(Level.WARN))
        .containsExactly(
            "Message number 1 not understood: the call reset comes before the login is"
                + " accepted");
    rig.receive("!accept", "!call 6 reset");
    assertThat(rig.link().wire()).last().isEqualTo("text @6 " + new CallAnswer.Done("{}"));
  }

  @Test
  void answeredWhenItIsDone() {
    CompletableFuture<CallAnswer> answer = new CompletableFuture<>();
    rig.calls((connection, call) -> answer);
    rig.bringUp();
    rig.receive("!call 5 reset");
    assertThat(rig.link().wire()).isEmpty();

    answer.complete(new CallAnswer.Done("{}"));
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text @5 " + new CallAnswer.Done("{}"));
  }

  @Test
  void anAnswerForALinkThatIsGoneIsDropped() {
    CompletableFuture<CallAnswer> answer = new CompletableFuture<>();
    rig.calls((connection, call) -> answer);
    rig.bringUp();
    rig.receive("!call 5 reset");
    rig.lose();
    rig.bringUp();
    answer.complete(new CallAnswer.Done("{}"));
    rig.run();

    assertThat(rig.link().wire()).isEmpty();
  }

  @Test
  void aHandlerThatFailsIsAnsweredForToo() {
    rig.calls(
        (connection, call) -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    rig.bringUp();
    rig.receive("!call 5 reset");

    assertThat(rig.link().wire())
        .containsExactly("text @5 " + new CallAnswer.Failed("internal error: no"));
  }
}
