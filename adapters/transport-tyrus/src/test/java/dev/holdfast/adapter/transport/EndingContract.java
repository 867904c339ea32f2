package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this transport promises about the end of a link beyond the port: bytes and words. */
interface EndingContract extends LinkUnderTest {

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
  default void ourSideEndsTcpSoonAfterTheClosingHandshake() throws Exception {
    gateway().onConnection(Scripts.sendsAndIsSilent(ServerFrame.close(1001, "")));
    long before = System.nanoTime();
    assertThat(open().awaitEnded().code()).isEqualTo(1001);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(3_000);
    record().awaitCloseFrame(SOON);
    record().awaitEnd(SOON);
  }

  @Test
  default void anEndWithoutCloseFrameIsToldInWords() {
    gateway().onConnection(Scripts.acceptsAndDrops());
    Cause cause = open().awaitEnded();
    assertThat(cause).isEqualTo(Cause.of(CauseKind.LINK_LOST, "ended without a close frame"));
  }

  @Test
  default void aResetIsToldInWords() throws Exception {
    RecordedLink link = open();
    link.await("open");
    connection().reset();
    assertThat(link.awaitEnded()).isEqualTo(Cause.of(CauseKind.LINK_LOST, "connection reset"));
  }
}
