package dev.holdfast.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.testing.ConnectionRig;
import dev.holdfast.application.testing.ScriptedProtocol;
import dev.holdfast.domain.connection.ConnectionState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sending: accepted or refused at once, written in order once the connection is up. */
final class SendTest {

  @RegisterExtension final ConnectionRig rig = new ConnectionRig();

  @Test
  void sendsAtOnceWhenUp() {
    rig.bringUp();

    assertThat(rig.send("hello")).isEqualTo(SendResult.ACCEPTED);

    assertThat(rig.link().wire()).containsExactly("text hello");
    assertThat(rig.connection().status().traffic().sent()).isEqualTo(1);
  }

  @Test
  void sendsAgainAndAgain() {
    rig.bringUp();
    for (int i = 1; i <= 3; i++) {
      rig.send("m" + i);
      assertThat(rig.link().wire()).hasSize(i).endsWith("text m" + i);
    }
  }

  @Test
  void answersBeforeAnythingRuns() {
    rig.bringUp();

    assertThat(rig.connection().send(new OutboundMessage.Text("hello")))
        .isCompletedWithValue(SendResult.ACCEPTED);

    assertThat(rig.link().unwritten()).isEmpty();
    assertThat(rig.link().wire()).isEmpty();
    rig.run();
    assertThat(rig.link().wire()).containsExactly("text hello");
  }

  @Test
  void keepsWhatIsSentBeforeTheConnectionIsWantedAndUp() {
    assertThat(rig.send("one")).isEqualTo(SendResult.ACCEPTED);
    rig.connect();
    assertThat(rig.send("two")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.link().unwritten()).isEmpty();
    assertThat(rig.connection().status().queued()).isEqualTo(2);

    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text one", "text two");
    assertThat(rig.connection().status().queued()).isZero();
  }

  @Test
  void waitsForTheLogin() {
    rig.protocol(ScriptedProtocol.withLogin());
    rig.connect();
    rig.send("one");
    rig.accept();
    assertThat(rig.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.link().wire()).containsExactly("text " + ScriptedProtocol.LOGIN);

    rig.receive(ScriptedProtocol.ACCEPT);

    assertThat(rig.state()).isEqualTo(ConnectionState.AUTHENTICATED);
    assertThat(rig.link().wire()).containsExactly("text " + ScriptedProtocol.LOGIN, "text one");
  }

  @Test
  void keepsTheOrderOfTextAndBinary() {
    rig.bringUp();
    ByteBuffer reused = ByteBuffer.wrap("ab".getBytes(StandardCharsets.US_ASCII));

    rig.connection().send(new OutboundMessage.Text("1"));
    rig.connection().send(new OutboundMessage.Binary(reused));
    reused.put(0, (byte) 'x');
    rig.connection().send(new OutboundMessage.Text("2"));
    rig.run();

    assertThat(rig.link().wire()).containsExactly("text 1", "binary 6162", "text 2");
    assertThat(reused.position()).as("position of the caller's buffer").isZero();
  }

  @Test
  void wakesTheLoopOnceForABurst() {
    rig.bringUp();

    for (int i = 0; i < 100; i++) {
      rig.connection().send(new OutboundMessage.Text("m" + i));
    }

    assertThat(rig.loop().pendingTasks()).isEqualTo(1);
    rig.run();
    assertThat(rig.link().wire()).hasSize(100).startsWith("text m0").endsWith("text m99");
  }

  @Test
  void refusesWhatDoesNotFitAndCountsIt() {
    rig.outbox(new OutboxLimits(2, 10, 8));
    rig.connect();

    assertThat(rig.send("123456789")).isEqualTo(SendResult.TOO_LARGE);
    assertThat(rig.send("12345678")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.send("123")).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(rig.send("12")).isEqualTo(SendResult.ACCEPTED);
    assertThat(rig.send("")).isEqualTo(SendResult.OUTBOX_FULL);
    assertThat(rig.connection().status().traffic().refused()).isEqualTo(3);
    assertThat(rig.connection().status().traffic().refusedBy())
        .isEqualTo(Map.of("too-large", 1L, "outbox-full", 2L));

    rig.accept();
    assertThat(rig.link().wire()).containsExactly("text 12345678", "text 12");
    assertThat(rig.send("123")).isEqualTo(SendResult.ACCEPTED);
  }

  @Test
  void refusesOnceTheEndIsAskedFor() {
    rig.bringUp();

    rig.connection().disconnect(Duration.ofSeconds(1));
    assertThat(rig.connection().send(new OutboundMessage.Text("late")))
        .isCompletedWithValue(SendResult.STOPPED);
    rig.run();
    assertThat(rig.send("later")).isEqualTo(SendResult.STOPPED);
    rig.link().closeByGateway(1000, "");
    rig.run();

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(rig.send("latest")).isEqualTo(SendResult.STOPPED);
    assertThat(rig.link().wire()).containsExactly("close 1000 disconnect requested");
  }

  @Test
  void refusesOnceTheGatewayHasStoppedTheConnection() {
    rig.bringUp();
    rig.link().closeByGateway(1000, "bye");
    rig.run();

    assertThat(rig.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(rig.send("late")).isEqualTo(SendResult.STOPPED);
  }

  @Test
  void acceptsWhileARetryIsWaitedFor() {
    rig.bringUp();
    rig.lose();

    assertThat(rig.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(rig.send("one")).isEqualTo(SendResult.ACCEPTED);
    rig.bringUp();
    assertThat(rig.link().wire()).containsExactly("text one");
  }

  @Test
  void acceptsInTheSameBreathAsTheNewWishToConnect() {
    rig.bringUp();
    rig.link().closeByGateway(1000, "bye");
    rig.run();

    rig.connection().connect();
    assertThat(rig.connection().send(new OutboundMessage.Text("one")))
        .isCompletedWithValue(SendResult.ACCEPTED);
    rig.run();
    rig.accept();

    assertThat(rig.link().wire()).containsExactly("text one");
  }

  @Test
  void refusesForGoodOnceTheLoopHasEnded() {
    rig.bringUp();
    rig.shutDown(Duration.ofSeconds(1));
    rig.passSeconds(1);
    ConnectionRig other = new ConnectionRig();
    other.loop().shutDown();

    assertThat(other.connection().send(new OutboundMessage.Text("1")))
        .isCompletedWithValue(SendResult.STOPPED);
    assertThat(other.connection().send(new OutboundMessage.Text("2")))
        .isCompletedWithValue(SendResult.STOPPED);
    assertThat(other.connection().status().traffic().refused()).isEqualTo(2);
  }
}
