package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises about the end of a link, whatever runs below it. */
interface EndingContract extends LinkUnderTest {

  @Test
  default void weCloseAndMessagesArriveUntilTheGatewayHasAnswered() throws Exception {
    gateway()
        .onConnection(
            connection -> {
              connection.acceptUpgrade();
              connection.readUntilClose();
              connection.sendText("one more thing");
              connection.send(ServerFrame.ping("still there"));
              connection.readFrame();
              connection.send(ServerFrame.close(4321, "then so"));
              connection.fin();
            });
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(1000, "enough"));
    link.act(it -> it.sendText("too late", () -> {}));
    Cause cause = link.awaitEnded();
    assertThat(cause).isEqualTo(Cause.closedByGateway(4321, "then so"));
    assertThat(link.texts("text")).containsExactly("one more thing");
    ConnectionRecord seen = record();
    seen.awaitEnd(SOON);
    assertThat(seen.texts()).isEmpty();
    assertThat(seen.frames(Opcode.PONG)).hasSize(1);
    assertThat(seen.frames(Opcode.CLOSE)).hasSize(1);
    assertThat(seen.closeFrame().orElseThrow().closeCode()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 1012, 1013, 1014, 3000, 4999})
  default void theCodeWeCloseWithIsTheCodeOnTheWire(int code) throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(code, "weg"));
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(code, "weg"));
    assertThat(record().awaitCloseFrame(SOON).closeCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
  default void theGatewaysCloseComesThroughAsItWasAndIsAnswered(int code) throws Exception {
    gateway().onConnection(Scripts.closesWith(ServerFrame.close(code, "grund")));
    RecordedLink link = open();
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(code, "grund"));
    assertThat(record().awaitCloseFrame(SOON).closeCode()).isEqualTo(code);
    assertThat(record().awaitEnd(SOON).kind()).isEqualTo(TransportEnd.Kind.FIN);
  }

  @Test
  default void aCloseWithoutCodeIs1005AndAnsweredWithoutCode() throws Exception {
    gateway().onConnection(Scripts.closesWith(ServerFrame.closeWithoutCode()));
    assertThat(open().awaitEnded()).isEqualTo(Cause.closedByGateway(1005, ""));
    assertThat(record().awaitCloseFrame(SOON).payload().remaining()).isZero();
  }

  @Test
  default void aGatewayThatDoesNotEndTcpAfterItsCloseIsNotWaitedForLong() throws Exception {
    gateway().onConnection(Scripts.sendsAndIsSilent(ServerFrame.close(1001, "")));
    long before = System.nanoTime();
    assertThat(open().awaitEnded().code()).isEqualTo(1001);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(3_000);
    record().awaitCloseFrame(SOON);
    record().awaitEnd(SOON);
  }

  @Test
  default void dataBehindTheGatewaysCloseIsIgnored() {
    gateway()
        .onConnection(
            Scripts.sendsAndIsSilent(
                ServerFrame.text("before"),
                ServerFrame.close(1000, ""),
                ServerFrame.text("behind")));
    RecordedLink link = open();
    assertThat(link.awaitEnded().code()).isEqualTo(1000);
    assertThat(link.texts("text")).containsExactly("before");
  }

  @Test
  default void anEndWithoutCloseFrameIsALostLink() {
    gateway().onConnection(Scripts.acceptsAndDrops());
    Cause cause = open().awaitEnded();
    assertThat(cause).isEqualTo(Cause.of(CauseKind.LINK_LOST, "ended without a close frame"));
  }

  @Test
  default void aResetIsALostLink() throws Exception {
    RecordedLink link = open();
    link.await("open");
    connection().reset();
    assertThat(link.awaitEnded()).isEqualTo(Cause.of(CauseKind.LINK_LOST, "connection reset"));
  }

  @Test
  default void anEndWhileWeCloseIsALostLink() {
    gateway()
        .onConnection(
            connection -> {
              connection.acceptUpgrade();
              connection.readUntilClose();
              connection.fin();
            });
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(1000, ""));
    assertThat(link.awaitEnded().kind()).isEqualTo(CauseKind.LINK_LOST);
  }

  @Test
  default void abortIsSilentAndTheGatewaySeesAReset() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.abort();
    assertThat(record().awaitEnd(SOON).kind()).isNotEqualTo(TransportEnd.Kind.BY_GATEWAY);
    assertThat(record().frames()).isEmpty();
    link.act(
        it -> {
          it.sendText("nobody", () -> {});
          it.close(1000, "");
          it.pauseReading();
          it.resumeReading();
          it.abort();
          assertThat(it.isWritable()).isFalse();
        });
    assertThat(link.names()).containsExactly("open");
  }

  @Test
  default void aListenerMayAbortFromWithinAnyCall() throws Exception {
    gateway()
        .onConnection(
            Scripts.sends(
                ServerFrame.text("one"), ServerFrame.text("two"), ServerFrame.text("three")));
    for (String name : List.of("open", "frames", "text")) {
      RecordedLink link =
          open(
              (it, event) -> {
                if (event.name().equals(name)) {
                  it.link().abort();
                }
              });
      link.await(name);
      gateway().awaitConnection(gateway().connectionsCount(), SOON).record().awaitEnd(SOON);
      assertThat(link.names()).endsWith(name);
      assertThat(link.texts("text").size()).isLessThan(2);
    }
  }

  @Test
  default void aListenerMayCloseFromWithinACall() {
    gateway().onConnection(Scripts.sends(ServerFrame.text("one")));
    RecordedLink link =
        open(
            (it, event) -> {
              if (event.name().equals("text")) {
                it.link().close(3001, "heard");
              }
            });
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(3001, "heard"));
  }

  @Test
  default void closingBeforeTheHandshakeIsDoneIsAborting() throws Exception {
    gateway().onConnection(Scripts.neverAnswers());
    RecordedLink link = open();
    record().awaitUpgradeRequest(SOON);
    link.act(it -> it.close(1000, ""));
    record().awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  default void anOrderlyEndWaitsBehindThePausedMessages() {
    gateway()
        .onConnection(
            connection -> {
              connection.acceptUpgrade();
              connection.send(
                  ServerFrame.text("one"), ServerFrame.text("two"), ServerFrame.close(1001, "bye"));
              connection.close();
            });
    RecordedLink link =
        open(
            (it, event) -> {
              if (event.text().equals("one")) {
                it.link().pauseReading();
              }
            });
    link.awaitTexts("text", 1);
    link.act(it -> it.resumeReading());
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(1001, "bye"));
    assertThat(link.texts("text")).containsExactly("one", "two");
  }
}
