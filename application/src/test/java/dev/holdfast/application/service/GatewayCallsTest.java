package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CallAnswer;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void nothingIsDoneForAGatewayThatHasNotAcceptedTheLogin() {
    List<String> done = new ArrayList<>();
    rig.protocol(ScriptedProtocol.withLogin());
    rig.calls(
        (connection, call) -> {
          done.add(call.key());
          return CompletableFuture.completedFuture(new CallAnswer.Done("{}"));
        });
    rig.connect();
    rig.accept();
    rig.receive("!call 5 reset");

    assertThat(done).isEmpty();
    assertThat(rig.link().wire())
        .containsExactly(
            "text " + ScriptedProtocol.LOGIN,
            "text @5 " + new CallAnswer.Failed("not before the login is accepted"));

    rig.receive(ScriptedProtocol.ACCEPT);
    rig.receive("!call 6 reset");

    assertThat(done).containsExactly("6");
    assertThat(rig.link().wire()).last().isEqualTo("text @6 " + new CallAnswer.Done("{}"));
  }
}
