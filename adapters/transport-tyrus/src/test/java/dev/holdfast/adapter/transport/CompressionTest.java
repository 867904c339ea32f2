package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.Deflated;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Script;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code permessage-deflate}, negotiated and used in both directions (RFC 7692). */
class CompressionTest extends LinkTest {

  private static final String AGREED = "permessage-deflate";
  private static final String FRESH = "permessage-deflate; server_no_context_takeover";
  private static final int RSV1 = 4;

  @BeforeEach
  void offerCompression() {
    transport = TyrusTransport.create(TransportOptions.defaults().withCompression(true));
  }

  private void useLimits(Limits limits) {
    transport =
        TyrusTransport.create(TransportOptions.defaults().withLimits(limits).withCompression(true));
  }

  private static Script agrees(String answer, ServerFrame... frames) {
    return connection -> {
      Scripts.upgradesWith(it -> it.header("Sec-WebSocket-Extensions", answer)).run(connection);
      connection.send(frames);
    };
  }

  private static ServerFrame compressed(ServerFrame frame) {
    return frame.withReserved(RSV1);
  }

  private static ServerFrame text(byte... deflated) {
    return compressed(ServerFrame.of(Opcode.TEXT, deflated));
  }

  private static ServerFrame more(byte... deflated) {
    return ServerFrame.of(Opcode.CONTINUATION, deflated);
  }

  private static byte[] hex(String digits) {
    String[] each = digits.split(" ", -1);
    byte[] bytes = new byte[each.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(each[i], 16);
    }
    return bytes;
  }

  private RecordedLink openWith(String answer, ServerFrame... frames) {
    gateway.onConnection(agrees(answer, frames));
    return open();
  }

  // --- negotiation ---

  @Test
  void nothingIsOfferedUnlessAskedFor() throws Exception {
    transport = TyrusTransport.create(TransportOptions.defaults());
    open().await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).values("Sec-WebSocket-Extensions")).isEmpty();
  }

  @Test
  void itIsOfferedWhenAskedFor() throws Exception {
    open().await("open");
    assertThat(record(1).awaitUpgradeRequest(SOON).values("Sec-WebSocket-Extensions"))
        .containsExactly("permessage-deflate; client_no_context_takeover");
  }

  @Test
  void aGatewayThatDoesNotWantItIsSpokenToWithout() throws Exception {
    gateway.onConnection(Scripts.sends(ServerFrame.text("plain")));
    RecordedLink link = open();
    assertThat(link.awaitTexts("text", 1)).containsExactly("plain");
    link.sendText("x".repeat(1000));
    ClientFrame frame = record(1).awaitFrame(Opcode.TEXT, SOON);
    assertThat(frame.reserved()).isZero();
    assertThat(frame.text()).isEqualTo("x".repeat(1000));
  }

  @Test
  void compressedFramesWithoutAgreementAreRefused() throws Exception {
    gateway.onConnection(Scripts.sendsAndIsSilent(text(Deflated.text("no"))));
    assertViolation(open(), 1002, "reserved bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; unknown",
        "permessage-deflate, permessage-deflate",
        "other"
      })
  void anAnswerThatWasNotOfferedIsNoHandshake(String answer) {
    Cause cause = openWith(answer).awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.HANDSHAKE_INVALID);
    assertThat(cause.detail()).startsWith("the gateway chose ");
  }

  // --- what arrives ---

  /** The examples of RFC 7692 section 7.2.3. */
  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of("one block", "f2 48 cd c9 c9 07 00"),
        Arguments.of("not compressed", "00 05 00 fa ff 48 65 6c 6c 6f 00"),
        Arguments.of("a final block", "f3 48 cd c9 c9 07 00 00"),
        Arguments.of("a final block, nothing behind it", "f3 48 cd c9 c9 07 00"),
        Arguments.of("two blocks", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void theExamplesOfTheRfc(String name, String digits) {
    byte[] hello = hex(digits);
    RecordedLink link = openWith(FRESH, text(hello), text(hello), ServerFrame.text("plain"));
    assertThat(link.awaitTexts("text", 3)).containsExactly("Hello", "Hello", "plain");
  }

  @Test
  void aMessageMayReferToTheOneBefore() {
    byte[] hello = hex("f2 48 cd c9 c9 07 00");
    RecordedLink link =
        openWith(AGREED, text(hello), ServerFrame.text("plain"), text(hex("f2 00 11 00 00")));
    assertThat(link.awaitTexts("text", 3)).containsExactly("Hello", "plain", "Hello");
  }

  @Test
  void aReferenceToAMessageThatWasToBeForgottenIsCorrupt() throws Exception {
    byte[] hello = hex("f2 48 cd c9 c9 07 00");
    assertViolation(
        openWith(FRESH, text(hello), text(hex("f2 00 11 00 00"))), 1007, "data is corrupt");
  }

  @Test
  void anEmptyMessage() {
    RecordedLink link = openWith(AGREED, text((byte) 0), text(Deflated.text("a")), text((byte) 0));
    assertThat(link.awaitTexts("text", 3)).containsExactly("", "a", "");
  }

  @Test
  void fragmentsWithControlFramesBetweenThem() throws Exception {
    RecordedLink link =
        openWith(
            AGREED,
            text(hex("f2 48 cd")).notFinal(),
            ServerFrame.ping("p"),
            more().notFinal(),
            more(hex("c9 c9 07 00")),
            ServerFrame.text("a").notFinal(),
            ServerFrame.continuation("b"));
    assertThat(link.awaitTexts("text", 2)).containsExactly("Hello", "ab");
    assertThat(record(1).awaitFrame(Opcode.PONG, SOON).text()).isEqualTo("p");
  }

  @Test
  void binaryOfEveryLengthOfLengthField() {
    for (int length : new int[] {0, 1, 125, 126, 65535, 65536, 200_000}) {
      byte[] data = new byte[length];
      new Random(length).nextBytes(data);
      Arrays.fill(data, 0, length / 2, (byte) 7);
      RecordedLink link = openWith(FRESH, compressed(ServerFrame.binary(Deflated.bytes(data))));
      String seen = link.awaitTexts("binary", 1).get(0);
      assertThat(seen).endsWith(length > 32 ? "+" + (length - 32) : "");
    }
  }

  @Test
  void oneByteAtATime() {
    String words = "hällo wörld ".repeat(20);
    gateway.onConnection(
        connection -> {
          Scripts.upgradesWith(it -> it.header("Sec-WebSocket-Extensions", AGREED)).run(connection);
          connection.drip(Duration.ofNanos(10_000));
          connection.send(text(Deflated.text(words)), text(Deflated.text("end")));
        });
    assertThat(open().awaitTexts("text", 2)).containsExactly(words, "end");
  }

  @Test
  void aPausedLinkInflatesWhenItIsResumed() {
    RecordedLink link = openWith(AGREED, ServerFrame.ping(""), text(Deflated.text("later")));
    link.act(it -> it.pauseReading());
    link.act(it -> it.resumeReading());
    assertThat(link.awaitTexts("text", 1)).containsExactly("later");
  }

  // --- what must not arrive ---

  private void assertViolation(RecordedLink link, int code, String words) throws Exception {
    Cause cause = link.awaitEnded();
    assertThat(cause.kind()).as(cause.toString()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    assertThat(cause.code()).as(cause.toString()).isEqualTo(code);
    assertThat(cause.detail()).contains(words);
    assertThat(record(gateway.connectionsCount()).awaitCloseFrame(SOON).closeCode())
        .isEqualTo(code);
  }

  @Test
  void reservedBitsElsewhere() throws Exception {
    byte[] deflated = Deflated.text("x");
    assertViolation(
        openWith(AGREED, text(deflated).notFinal(), compressed(more(deflated))), 1002, "reserved");
    assertViolation(openWith(AGREED, compressed(ServerFrame.ping("x"))), 1002, "reserved");
    assertViolation(openWith(AGREED, compressed(ServerFrame.close(1000, ""))), 1002, "reserved");
    assertViolation(openWith(AGREED, ServerFrame.text("x").withReserved(2)), 1002, "reserved");
    assertViolation(openWith(AGREED, ServerFrame.text("x").withReserved(5)), 1002, "reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"06 00", "07", "00 05 00 00 00 41", "f2 48 cd ff ff ff ff ff"})
  void corruptData(String digits) throws Exception {
    RecordedLink link = openWith(AGREED, compressed(ServerFrame.binary(hex(digits))));
    assertViolation(link, 1007, "compressed data is corrupt");
    assertThat(link.texts("binary")).isEmpty();
  }

  @Test
  void anyBytesEndTheLinkOrAreAMessage() {
    Random random = new Random(7692);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(100)];
      random.nextBytes(garbage);
      gateway.onConnection(
          connection -> {
            agrees(AGREED, compressed(ServerFrame.binary(garbage))).run(connection);
            connection.fin();
          });
      Cause cause = open().awaitEnded();
      assertThat(cause.kind()).isIn(CauseKind.PROTOCOL_VIOLATION, CauseKind.LINK_LOST);
      assertThat(cause.code()).isIn(0, 1007);
    }
  }

  @Test
  void textThatIsNotUtf8FailsBeforeItsFrameIsThere() throws Exception {
    ByteArrayOutputStream wrong = new ByteArrayOutputStream();
    wrong.writeBytes("x".repeat(50).getBytes(StandardCharsets.UTF_8));
    wrong.write(0xff);
    // The flush makes everything come out of the inflater although the frame goes on.
    byte[] beginning = Deflated.flushed(wrong.toByteArray());
    gateway.onConnection(
        connection -> {
          agrees(AGREED).run(connection);
          byte[] frame = text(Arrays.copyOf(beginning, beginning.length + 100)).bytes();
          connection.sendRaw(Arrays.copyOf(frame, frame.length - 100));
        });
    assertViolation(open(), 1007, "text is not UTF-8");
    assertViolation(openWith(AGREED, text(beginning).notFinal()), 1007, "text is not UTF-8");
  }

  @Test
  void aCharacterCutInTwoByFragmentsIsWhole() {
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    byte[] first = Deflated.flushed(euro[0], euro[1]);
    RecordedLink link = openWith(AGREED, text(first).notFinal(), more(Deflated.bytes(euro[2])));
    assertThat(link.awaitTexts("text", 1)).containsExactly("€");
    assertThat(openWith(AGREED, text(Deflated.bytes(euro[0], euro[1]))).awaitEnded().code())
        .isEqualTo(1007);
  }

  // --- limits ---

  private static Limits messages(int bytes) {
    return Limits.defaults().toBuilder().maxMessageBytes(bytes).build();
  }

  @Test
  void theLimitOfAMessageIsThatOfWhatComesOut() throws Exception {
    useLimits(messages(1000));
    assertThat(openWith(AGREED, text(Deflated.text("x".repeat(1000)))).awaitTexts("text", 1).get(0))
        .hasSize(1000);
    assertViolation(
        openWith(AGREED, text(Deflated.text("x".repeat(1001)))),
        1009,
        "message longer than 1000 bytes when inflated");
  }

  @Test
  void theLimitHoldsOverAllFragments() throws Exception {
    useLimits(messages(1000));
    byte[] first = Deflated.flushed("x".repeat(600).getBytes(StandardCharsets.UTF_8));
    assertThat(
            openWith(
                    AGREED,
                    text(first).notFinal(),
                    more(Deflated.text("y".repeat(400))),
                    text(Deflated.text("z".repeat(1000))))
                .awaitTexts("text", 2))
        .extracting(String::length)
        .containsExactly(1000, 1000);
    assertViolation(
        openWith(AGREED, text(first).notFinal(), more(Deflated.text("y".repeat(401)))),
        1009,
        "when inflated");
  }

  @Test
  void theLimitOfFragmentsHolds() throws Exception {
    useLimits(Limits.defaults().toBuilder().maxFragments(2).build());
    byte[] part = Deflated.flushed((byte) 'x');
    assertThat(
            openWith(AGREED, text(part).notFinal(), more(Deflated.text("y"))).awaitTexts("text", 1))
        .containsExactly("xy");
    assertViolation(
        openWith(AGREED, text(part).notFinal(), more(part).notFinal(), more(part).notFinal()),
        1009,
        "more than 2 fragments");
  }

  /** Sixteen mebibytes on the wire that would be sixteen gibibytes. */
  @Test
  void aBombCostsNoMoreThanTheLimit() throws Exception {
    byte[] charge = Deflated.flushed(new byte[16 << 20]);
    ByteBuffer bomb = ByteBuffer.allocate(charge.length * (16_000_000 / charge.length));
    while (bomb.hasRemaining()) {
      bomb.put(charge);
    }
    gateway.onConnection(agrees(AGREED, compressed(ServerFrame.binary(bomb.array()))));
    long before = DirectMemory.used();
    AtomicLong most = new AtomicLong();
    RecordedLink link = open();
    Await.until(
        "end",
        () -> {
          most.accumulateAndGet(DirectMemory.used(), Math::max);
          return link.hasEnded();
        });
    assertViolation(link, 1009, "message longer than 16777216 bytes when inflated");
    // What comes out, once more while its buffer grows, and the compressed bytes that were read.
    assertThat(most.get() - before).isLessThan(64 << 20);
    link.onLoop(() -> true);
    DirectMemory.awaitAtMost(before + (4 << 20));
  }

  @Test
  void aSmallBombOverASmallLimit() throws Exception {
    useLimits(messages(1 << 20));
    byte[] bomb = Deflated.bytes(new byte[16 << 20]);
    assertThat(bomb.length).isLessThan(17_000);
    long before = DirectMemory.used();
    assertViolation(openWith(AGREED, compressed(ServerFrame.binary(bomb))), 1009, "1048576 bytes");
    assertThat(DirectMemory.used() - before).isLessThan(8 << 20);
  }

  // --- what we send ---

  private ClientFrame sent(String text) throws Exception {
    gateway.onConnection(agrees(AGREED));
    RecordedLink link = open();
    link.await("open");
    link.sendText(text);
    link.await("written");
    return record(gateway.connectionsCount()).awaitFrame(Opcode.TEXT, SOON);
  }

  @Test
  void aLongTextIsCompressed() throws Exception {
    String words = "{\"name\":\"sénsor\",\"value\":1}".repeat(100);
    ClientFrame frame = sent(words);
    assertThat(frame.reserved()).isEqualTo(RSV1);
    assertThat(frame.fin()).isTrue();
    assertThat(frame.masked()).isTrue();
    assertThat(frame.payload().remaining()).isLessThan(200);
    assertThat(Deflated.inflate(frame.payload(), 10_000))
        .isEqualTo(words.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachMessageIsCompressedByItself() throws Exception {
    gateway.onConnection(agrees(AGREED));
    RecordedLink link = open();
    link.await("open");
    String words = "x".repeat(300) + "y".repeat(300);
    link.act(
        it -> {
          it.sendText(words, () -> {});
          it.sendBinary(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), () -> {});
        });
    for (int opcode : new int[] {Opcode.TEXT, Opcode.BINARY}) {
      ClientFrame frame = record(1).awaitFrame(opcode, SOON);
      assertThat(frame.reserved()).isEqualTo(RSV1);
      assertThat(Deflated.inflate(frame.payload(), 1000))
          .isEqualTo(words.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MessageDeflater.LEAST_BYTES - 1})
  void aShortTextIsNot(int length) throws Exception {
    ClientFrame frame = sent("x".repeat(length));
    assertThat(frame.reserved()).isZero();
    assertThat(frame.text()).isEqualTo("x".repeat(length));
  }

  @Test
  void theEdgesOfWhatIsCompressed() throws Exception {
    assertThat(sent("x".repeat(MessageDeflater.LEAST_BYTES)).reserved()).isEqualTo(RSV1);
    assertThat(sent("x".repeat(MessageDeflater.MOST_BYTES)).reserved()).isEqualTo(RSV1);
    ClientFrame tooLong = sent("x".repeat(MessageDeflater.MOST_BYTES + 1));
    assertThat(tooLong.reserved()).isZero();
    assertThat(tooLong.payload().remaining()).isEqualTo(MessageDeflater.MOST_BYTES + 1);
  }

  @Test
  void whatDoesNotBecomeShorterIsSentAsItIs() throws Exception {
    gateway.onConnection(agrees(AGREED));
    RecordedLink link = open();
    link.await("open");
    for (int length : new int[] {256, 5000, 100_000}) {
      byte[] noise = new byte[length];
      new Random(length).nextBytes(noise);
      link.act(it -> it.sendBinary(ByteBuffer.wrap(noise), () -> {}));
      ClientFrame frame =
          record(1).awaitFrame("noise", it -> it.payload().remaining() == length, SOON);
      assertThat(frame.reserved()).isZero();
      assertThat(frame.payload()).isEqualTo(ByteBuffer.wrap(noise));
    }
    link.act(it -> it.sendBinary(ByteBuffer.wrap(new byte[1000]), () -> {}));
    assertThat(
            record(1).awaitFrame("zeros", it -> it.reserved() == RSV1, SOON).payload().remaining())
        .isLessThan(100);
  }

  @Test
  void controlFramesAreNeverCompressed() throws Exception {
    gateway.onConnection(
        connection -> {
          agrees(AGREED).run(connection);
          connection.serve();
        });
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.sendPing(ByteBuffer.allocate(125), () -> {}));
    assertThat(record(1).awaitFrame(Opcode.PING, SOON).reserved()).isZero();
    link.await("pong");
    link.act(it -> it.close(1000, "x".repeat(120)));
    assertThat(record(1).awaitCloseFrame(SOON).reserved()).isZero();
    assertThat(link.awaitEnded().code()).isEqualTo(1000);
  }
}
