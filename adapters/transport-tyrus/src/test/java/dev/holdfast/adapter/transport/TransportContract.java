package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.TransportEnd;
import dev.holdfast.application.port.out.Transport;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport port promises, whatever runs below it. */
@Timeout(120)
abstract class TransportContract {

  private static final java.time.Duration SOON = RecordedLink.SOON;

  private RawGateway gateway;
  private Transport transport;
  private final List<RecordedLink> links = new ArrayList<>();

  abstract RawGateway startGateway() throws IOException;

  abstract Transport newTransport();

  abstract NettyEventLoops loops();

  @BeforeEach
  void start() throws Exception {
    gateway = startGateway();
    transport = newTransport();
  }

  @AfterEach
  void stop() throws Exception {
    try {
      for (RecordedLink link : links) {
        link.abort();
        link.assertWellBehaved();
      }
    } finally {
      gateway.close();
    }
  }

  private RecordedLink open() {
    return open((link, event) -> {});
  }

  private RecordedLink open(
      java.util.function.BiConsumer<RecordedLink, RecordedLink.Event> reaction) {
    RecordedLink link =
        RecordedLink.open(transport, loops().next(), RecordedLink.request(gateway.uri()), reaction);
    links.add(link);
    return link;
  }

  private ConnectionRecord record() throws InterruptedException {
    return gateway.awaitConnection(1, SOON).record();
  }

  private GatewayConnection connection() throws InterruptedException {
    return gateway.awaitConnection(1, SOON);
  }

  @Test
  void messagesArriveInOrderWhateverTheirKind() {
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.text("grüße"),
            ServerFrame.binary((byte) 1, (byte) 2),
            ServerFrame.text(""),
            ServerFrame.binary()));
    RecordedLink link = open();
    link.awaitTexts("binary", 2);
    List<String> names = new ArrayList<>(link.names());
    names.removeIf("frames"::equals);
    assertThat(names).containsExactly("open", "text", "binary", "text", "binary");
    assertThat(link.texts("text")).containsExactly("grüße", "");
    assertThat(link.texts("binary")).containsExactly("0102", "");
  }

  @Test
  void fragmentsAreJoinedAcrossControlFrames() throws Exception {
    byte[] euro = "€".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.of(Opcode.TEXT, (byte) 'a', euro[0]).notFinal(),
            ServerFrame.ping("between"),
            ServerFrame.of(Opcode.CONTINUATION, euro[1]).notFinal(),
            ServerFrame.of(Opcode.CONTINUATION).notFinal(),
            ServerFrame.of(Opcode.CONTINUATION, euro[2], (byte) 'b'),
            ServerFrame.of(Opcode.BINARY, (byte) 1).notFinal(),
            ServerFrame.of(Opcode.CONTINUATION, (byte) 2)));
    RecordedLink link = open();
    assertThat(link.awaitTexts("binary", 1)).containsExactly("0102");
    assertThat(link.texts("text")).containsExactly("a€b");
    ClientFrame pong = record().awaitFrame(Opcode.PONG, SOON);
    assertThat(pong.text()).isEqualTo("between");
    assertThat(pong.masked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 200_000})
  void messagesOfEveryLengthGoBothWays(int length) throws Exception {
    String text = "äb".repeat(length / 3) + "x".repeat(length % 3);
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          connection.sendText(connection.readFrame().text());
          connection.serve();
        });
    RecordedLink link = open();
    link.await("open");
    link.sendText(text);
    assertThat(link.awaitTexts("text", 1)).containsExactly(text);
    ClientFrame frame = record().awaitFrame(Opcode.TEXT, SOON);
    assertThat(frame.masked()).isTrue();
    assertThat(frame.fin()).isTrue();
    assertThat(frame.reserved()).isZero();
  }

  @Test
  void whatIsWrittenLeavesInOrderAndIsConfirmedInOrder() throws Exception {
    RecordedLink link = open();
    link.await("open");
    List<Integer> confirmed = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    link.act(
        it -> {
          for (int i = 0; i < 1000; i++) {
            int number = i;
            it.sendText("message " + i, () -> confirmed.add(number));
          }
          it.sendBinary(ByteBuffer.wrap(new byte[] {7}), () -> confirmed.add(1000));
          it.sendPing(
              ByteBuffer.wrap(new byte[] {8}),
              () -> {
                confirmed.add(1001);
                done.countDown();
              });
          assertThat(confirmed).as("confirmed inside the call").isEmpty();
        });
    assertThat(done.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(link.onLoop(() -> List.copyOf(confirmed)))
        .isEqualTo(IntStream.rangeClosed(0, 1001).boxed().toList());
    record().awaitFrame(Opcode.PING, SOON);
    List<ClientFrame> frames = record().frames();
    assertThat(frames).hasSize(1002);
    assertThat(frames.get(999).text()).isEqualTo("message 999");
    assertThat(frames.get(1000).opcode()).isEqualTo(Opcode.BINARY);
    link.await("pong");
  }

  @Test
  void binaryIsCopiedBeforeTheCallReturnsAndItsPositionStays() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.act(
        it -> {
          ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
          data.position(1);
          it.sendBinary(data, () -> {});
          assertThat(data.position()).isEqualTo(1);
          data.put(1, (byte) 99);
        });
    ByteBuffer seen = record().awaitFrame(Opcode.BINARY, SOON).payload();
    assertThat(seen).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4, 5, 6, 7, 8, 9, 10}));
  }

  @Test
  void loneSurrogatesStillLeaveAsValidUtf8() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.sendText("a\ud800b");
    assertThat(record().awaitFrame(Opcode.TEXT, SOON).text()).isEqualTo("a?b");
  }

  @Test
  void aPingMayCarry125BytesAndNotOneMore() {
    RecordedLink link = open();
    link.await("open");
    link.act(
        it -> {
          it.sendPing(ByteBuffer.allocate(125), () -> {});
          assertThatThrownBy(() -> it.sendPing(ByteBuffer.allocate(126), () -> {}))
              .isInstanceOf(IllegalArgumentException.class);
        });
    link.await("pong");
  }

  @Test
  void framesAreToldBeforeTheMessagesInThemAndOncePerRead() {
    ServerFrame[] burst =
        IntStream.range(0, 50).mapToObj(i -> ServerFrame.text("m" + i)).toArray(ServerFrame[]::new);
    gateway.onConnection(
        connection -> {
          connection.acceptUpgrade();
          java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
          for (ServerFrame frame : burst) {
            all.writeBytes(frame.bytes());
          }
          connection.sendRaw(all.toByteArray());
        });
    RecordedLink link = open();
    link.awaitTexts("text", 50);
    assertThat(link.names().indexOf("frames")).isEqualTo(1);
    assertThat(link.texts("frames").size()).isLessThan(10);
  }

  @Test
  void weCloseAndMessagesArriveUntilTheGatewayHasAnswered() throws Exception {
    gateway.onConnection(
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
  void theCodeWeCloseWithIsTheCodeOnTheWire(int code) throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.close(code, "weg"));
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(code, "weg"));
    assertThat(record().awaitCloseFrame(SOON).closeCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
  void theGatewaysCloseComesThroughAsItWasAndIsAnswered(int code) throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.close(code, "grund")));
    RecordedLink link = open();
    assertThat(link.awaitEnded()).isEqualTo(Cause.closedByGateway(code, "grund"));
    assertThat(record().awaitCloseFrame(SOON).closeCode()).isEqualTo(code);
    assertThat(record().awaitEnd(SOON).kind()).isEqualTo(TransportEnd.Kind.FIN);
  }

  @Test
  void aCloseWithoutCodeIs1005AndAnsweredWithoutCode() throws Exception {
    gateway.onConnection(Scripts.closesWith(ServerFrame.closeWithoutCode()));
    assertThat(open().awaitEnded()).isEqualTo(Cause.closedByGateway(1005, ""));
    assertThat(record().awaitCloseFrame(SOON).payload().remaining()).isZero();
  }

  @Test
  void aGatewayThatDoesNotEndTcpAfterItsCloseIsNotWaitedForLong() throws Exception {
    gateway.onConnection(Scripts.sendsAndIsSilent(ServerFrame.close(1001, "")));
    long before = System.nanoTime();
    assertThat(open().awaitEnded().code()).isEqualTo(1001);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(3_000);
    record().awaitCloseFrame(SOON);
    record().awaitEnd(SOON);
  }

  @Test
  void dataBehindTheGatewaysCloseIsIgnored() {
    gateway.onConnection(
        Scripts.sendsAndIsSilent(
            ServerFrame.text("before"), ServerFrame.close(1000, ""), ServerFrame.text("behind")));
    RecordedLink link = open();
    assertThat(link.awaitEnded().code()).isEqualTo(1000);
    assertThat(link.texts("text")).containsExactly("before");
  }

  @Test
  void anEndWithoutCloseFrameIsALostLink() {
    gateway.onConnection(Scripts.acceptsAndDrops());
    Cause cause = open().awaitEnded();
    assertThat(cause).isEqualTo(Cause.of(CauseKind.LINK_LOST, "ended without a close frame"));
  }

  @Test
  void aResetIsALostLink() throws Exception {
    RecordedLink link = open();
    link.await("open");
    connection().reset();
    assertThat(link.awaitEnded()).isEqualTo(Cause.of(CauseKind.LINK_LOST, "connection reset"));
  }

  @Test
  void anEndWhileWeCloseIsALostLink() {
    gateway.onConnection(
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
  void abortIsSilentAndTheGatewaySeesAReset() throws Exception {
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
  void aListenerMayAbortFromWithinAnyCall() throws Exception {
    gateway.onConnection(
        Scripts.sends(ServerFrame.text("one"), ServerFrame.text("two"), ServerFrame.text("three")));
    for (String name : List.of("open", "frames", "text")) {
      RecordedLink link =
          open(
              (it, event) -> {
                if (event.name().equals(name)) {
                  it.link().abort();
                }
              });
      link.await(name);
      gateway.awaitConnection(links.size(), SOON).record().awaitEnd(SOON);
      assertThat(link.names()).endsWith(name);
      assertThat(link.texts("text").size()).isLessThan(2);
    }
  }

  @Test
  void aListenerMayCloseFromWithinACall() {
    gateway.onConnection(Scripts.sends(ServerFrame.text("one")));
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
  void closingBeforeTheHandshakeIsDoneIsAborting() throws Exception {
    gateway.onConnection(Scripts.neverAnswers());
    RecordedLink link = open();
    record().awaitUpgradeRequest(SOON);
    link.act(it -> it.close(1000, ""));
    record().awaitEnd(SOON);
    assertThat(link.names()).isEmpty();
  }

  @Test
  void nothingIsDeliveredWhileReadingIsPaused() throws Exception {
    gateway.onConnection(
        Scripts.sends(ServerFrame.text("one"), ServerFrame.text("two"), ServerFrame.text("three")));
    RecordedLink link =
        open(
            (it, event) -> {
              if (event.text().equals("one")) {
                it.link().pauseReading();
                it.link().pauseReading();
              }
            });
    link.awaitTexts("text", 1);
    connection().send(ServerFrame.text("four"));
    // A round trip through the loop and the gateway: what could arrive would have.
    link.sendText("round trip");
    record().awaitFrame(Opcode.TEXT, SOON);
    assertThat(link.texts("text")).containsExactly("one");
    link.act(it -> it.resumeReading());
    assertThat(link.awaitTexts("text", 4)).containsExactly("one", "two", "three", "four");
  }

  @Test
  void anOrderlyEndWaitsBehindThePausedMessages() {
    gateway.onConnection(
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

  @Test
  void theLinkBelongsToItsLoop() {
    RecordedLink link = open();
    link.await("open");
    assertThatThrownBy(() -> link.link().abort()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> link.link().sendText("x", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
