package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ByteFault;
import dev.holdfast.adapter.transport.fixture.HttpAnswer;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At every byte of answer and frames: stop, FIN, RST, garbage. Each time the right end. */
class ByteFaultTest extends LinkTest {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final ServerFrame[] FRAMES = {
    ServerFrame.text("hällo"),
    ServerFrame.ping("p"),
    ServerFrame.binary(new byte[130]),
    ServerFrame.text("a").notFinal(),
    ServerFrame.continuation("b"),
    ServerFrame.close(1001, "bye")
  };

  private static int answerLength() {
    return HttpAnswer.switchingProtocols(KEY).bytes().length;
  }

  private static int framesLength() {
    int length = 0;
    for (ServerFrame frame : FRAMES) {
      length += frame.bytes().length;
    }
    return length;
  }

  @ParameterizedTest
  @EnumSource(
      value = ByteFault.class,
      names = {"FIN", "RESET"})
  void anEndInsideTheAnswerIsALostLink(ByteFault fault) {
    for (int at = 0; at < answerLength(); at++) {
      int bytes = at;
      gateway.onConnection(
          connection -> {
            connection.readUpgradeRequest();
            connection.faultAfter(bytes, fault);
            connection.acceptUpgrade();
          });
      Cause cause = open().awaitEnded();
      assertThat(cause.kind())
          .as("%s after %d bytes: %s", fault, at, cause)
          .isEqualTo(CauseKind.LINK_LOST);
      assertThat(cause.detail()).contains("during the opening handshake");
    }
  }

  @Test
  void anAnswerThatStopsWaitsForTheOwnerToAbort() throws Exception {
    List<RecordedLink> waiting = new ArrayList<>();
    for (int at = 0; at < answerLength(); at++) {
      int bytes = at;
      gateway.onConnection(
          connection -> {
            connection.readUpgradeRequest();
            connection.faultAfter(bytes, ByteFault.STALL);
            connection.acceptUpgrade();
          });
      waiting.add(open());
      record(at + 1).awaitUpgradeRequest(SOON);
    }
    for (RecordedLink link : waiting) {
      link.abort();
      assertThat(link.names()).isEmpty();
    }
    for (int i = 1; i <= waiting.size(); i++) {
      record(i).awaitEnd(SOON);
    }
  }

  @Test
  void garbageInsideTheAnswerNeverOpensALink() throws Exception {
    for (int at = 0; at < answerLength() - 4; at++) {
      int bytes = at;
      gateway.onConnection(
          connection -> {
            connection.readUpgradeRequest();
            connection.faultAfter(bytes, ByteFault.GARBAGE);
            connection.acceptUpgrade();
            connection.fin();
          });
      Cause cause = open().awaitEnded();
      assertThat(cause.kind())
          .as("garbage after %d bytes: %s", at, cause)
          .isIn(CauseKind.HANDSHAKE_INVALID, CauseKind.LINK_LOST, CauseKind.HANDSHAKE_REJECTED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ByteFault.class,
      names = {"FIN", "RESET"})
  void anEndInsideTheFramesIsALostLink(ByteFault fault) {
    for (int at = 0; at < framesLength(); at++) {
      int bytes = at;
      gateway.onConnection(
          connection -> {
            connection.acceptUpgrade();
            connection.faultAfter(bytes, fault);
            connection.send(FRAMES);
          });
      RecordedLink link = open();
      Cause cause = link.awaitEnded();
      assertThat(cause.kind())
          .as("%s after %d bytes: %s", fault, at, cause)
          .isEqualTo(CauseKind.LINK_LOST);
      assertThat(cause.detail())
          .isIn(
              "ended without a close frame",
              "connection reset",
              // The reset may overtake the answer to the upgrade.
              "connection reset during the opening handshake");
    }
  }

  @Test
  void framesThatStopAreNeverDelivered() throws Exception {
    byte[] frame = ServerFrame.text("hällo").bytes();
    for (int at = 0; at < frame.length; at++) {
      int bytes = at;
      gateway.onConnection(
          connection -> {
            connection.acceptUpgrade();
            connection.faultAfter(bytes, ByteFault.STALL);
            connection.send(FRAMES);
          });
      RecordedLink link = open();
      link.await("open");
      link.sendText("round trip");
      record(at + 1).awaitFrame(Opcode.TEXT, SOON);
      assertThat(link.names()).doesNotContain("frames", "text", "ended");
      link.abort();
    }
  }

  @Test
  void everythingWorksOneByteAtATime() throws Exception {
    gateway.onConnection(
        connection -> {
          connection.readUpgradeRequest();
          connection.drip(Duration.ofNanos(100_000));
          connection.acceptUpgrade();
          connection.send(FRAMES);
        });
    RecordedLink link = open();
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(1001, "bye"));
    assertThat(link.texts("text")).containsExactly("hällo", "ab");
    assertThat(link.texts("binary")).hasSize(1);
    assertThat(record(1).frames(Opcode.PONG)).hasSize(1);
  }

  @Test
  void aFrameThatDripsInIsNoSignOfLife() throws Exception {
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.send(ServerFrame.text("whole"));
          byte[] slow = ServerFrame.binary(new byte[1000]).bytes();
          connection.faultAfter(slow.length - 1L, ByteFault.STALL);
          connection.drip(Duration.ofNanos(10_000));
          connection.sendRaw(slow);
        });
    RecordedLink link = open();
    link.await("frames");
    link.sendText("round trip");
    record(1).awaitFrame(Opcode.TEXT, SOON);
    assertThat(link.texts("frames")).hasSize(1);
  }

  @Test
  void garbageInsteadOfFramesEndsTheLink() {
    Random random = new Random(6455);
    for (int i = 0; i < 100; i++) {
      byte[] garbage = new byte[1 + random.nextInt(300)];
      random.nextBytes(garbage);
      gateway.onConnection(
          connection -> {
            connection.acceptUpgrade();
            connection.sendRaw(garbage);
            connection.fin();
          });
      Cause cause = open().awaitEnded();
      assertThat(cause.kind())
          .isIn(CauseKind.PROTOCOL_VIOLATION, CauseKind.LINK_LOST, CauseKind.CLOSED_BY_GATEWAY);
    }
  }

  @Test
  void aWellBehavedGatewayIsUnderstoodAfterAllThat() {
    gateway.onConnection(Scripts.wellBehaved());
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(1000, ""));
    assertThat(link.awaitEnded().code()).isEqualTo(1000);
  }
}
