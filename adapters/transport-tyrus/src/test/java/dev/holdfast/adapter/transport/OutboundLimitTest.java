package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection.Behaviour;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may wait for a gateway that does not read is bounded, whoever writes it. */
@Timeout(120)
class OutboundLimitTest {

  private static final Duration SOON = RecordedLink.SOON;
  private static final int LIMIT = 40_000;
  private static final int FIRST = 20_000;
  private static final Pattern WORDS =
      Pattern.compile(
          "the gateway does not read: (\\d+) bytes would wait for it, the limit is (\\d+)");

  @TempDir private static Path folder;

  private static TestCertificates certificates;

  /** What a link runs on. */
  private enum Below {
    BEST_SOCKETS,
    NIO,
    TLS;

    NettyEventLoops loops() {
      return NettyEventLoops.start(1, this == NIO ? SocketFamily.NIO : SocketFamily.best());
    }

    RawGateway gateway() throws Exception {
      return this == TLS
          ? RawGateway.startTls(certificates.context(certificates.loopback()))
          : RawGateway.start();
    }

    TyrusTransport transport(Limits limits) {
      TransportOptions options = TransportOptions.defaults().withLimits(limits);
      return TyrusTransport.create(
          this == TLS
              ? options.withTls(
                  new TlsOptions(
                      Optional.of(certificates.authorityFile(folder)),
                      Optional.empty(),
                      Optional.empty()))
              : options);
    }
  }

  @BeforeAll
  static void begin() {
    LeakWatch.begin();
    certificates = new TestCertificates();
  }

  @AfterAll
  static void end() {
    LeakWatch.assertNoLeaks();
  }

  private static Limits small() {
    return Limits.defaults().toBuilder().highWaterMark(1024).maxBufferedBytes(LIMIT).build();
  }

  /** Writes two messages in one turn of the loop, so that nothing leaves in between. */
  private static RecordedLink sendTwo(
      TyrusTransport transport, NettyEventLoops loops, RawGateway gateway, int second) {
    RecordedLink link = RecordedLink.open(transport, loops.next(), gateway.uri());
    link.await("open");
    link.act(
        it -> {
          it.sendText("x".repeat(FIRST), link::noteWritten);
          it.sendText("y".repeat(second), link::noteWritten);
        });
    return link;
  }

  private static int waiting(Cause cause, int limit) {
    assertThat(cause.kind()).isEqualTo(CauseKind.LINK_LOST);
    Matcher words = WORDS.matcher(cause.detail());
    assertThat(words.matches()).as(cause.detail()).isTrue();
    assertThat(words.group(2)).isEqualTo(Integer.toString(limit));
    return Integer.parseInt(words.group(1));
  }

  @ParameterizedTest
  @EnumSource
  void theLastByteThatFitsPassesAndOneMoreEndsTheLink(Below below) throws Exception {
    try (NettyEventLoops loops = below.loops();
        RawGateway gateway = below.gateway()) {
      TyrusTransport transport = below.transport(small());
      int far = LIMIT;
      // Netty counts some bytes for its own bookkeeping.
      int others = waiting(sendTwo(transport, loops, gateway, far).awaitEnded(), LIMIT) - far;
      RecordedLink fits = sendTwo(transport, loops, gateway, LIMIT - others);
      fits.awaitTexts("written", 2);
      assertThat(gateway.awaitConnection(2, SOON).record().awaitFrames(Opcode.TEXT, 2, SOON).get(1))
          .matches(frame -> frame.payload().remaining() == LIMIT - others);
      fits.abort();
      RecordedLink tooMuch = sendTwo(transport, loops, gateway, LIMIT - others + 1);
      assertThat(waiting(tooMuch.awaitEnded(), LIMIT)).isEqualTo(LIMIT + 1);
      // The first one may have left in the same turn; the second one was never written.
      assertThat(tooMuch.texts("written")).hasSizeLessThan(2);
      ConnectionRecord seen = gateway.awaitConnection(3, SOON).record();
      seen.awaitEnd(SOON);
      assertThat(seen.frames(Opcode.TEXT)).hasSizeLessThan(2);
      tooMuch.assertWellBehaved();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWriterThatDoesNotStopIsStopped(Below below) throws Exception {
    try (NettyEventLoops loops = below.loops();
        RawGateway gateway = below.gateway()) {
      gateway.onConnection(
          connection -> {
            connection.acceptUpgrade();
            connection.behave(Behaviour.FROZEN);
          });
      int limit = 1 << 20;
      Limits limits = Limits.defaults().toBuilder().maxBufferedBytes(limit).build();
      RecordedLink link = RecordedLink.open(below.transport(limits), loops.next(), gateway.uri());
      link.await("open");
      long direct = DirectMemory.used();
      String kilobyte = "x".repeat(1024);
      // As a session protocol may: without asking whether the link is writable.
      Await.until(
          "the end",
          () -> {
            for (int i = 0; i < 100; i++) {
              link.act(it -> it.sendText(kilobyte, () -> {}));
            }
            return link.hasEnded();
          });
      assertThat(waiting(link.awaitEnded(), limit)).isBetween(limit + 1, limit + 2048);
      assertThat(link.isWritable()).isFalse();
      gateway.awaitConnection(1, SOON).record().awaitEnd(SOON);
      DirectMemory.awaitAtMost(direct + (4 << 20));
      link.assertWellBehaved();
    }
  }

  @ParameterizedTest
  @EnumSource
  void heartbeatsAloneReachTheLimitToo(Below below) throws Exception {
    try (NettyEventLoops loops = below.loops();
        RawGateway gateway = below.gateway()) {
      TyrusTransport transport = below.transport(small());
      RecordedLink link = RecordedLink.open(transport, loops.next(), gateway.uri());
      link.await("open");
      link.act(
          it -> {
            for (int i = 0; i < 1000; i++) {
              it.sendPing(java.nio.ByteBuffer.allocate(100), () -> {});
            }
          });
      assertThat(waiting(link.awaitEnded(), LIMIT)).isBetween(LIMIT + 1, LIMIT + 106);
      link.assertWellBehaved();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageOnAWritableLinkIsNeverTooLarge(Below below) throws Exception {
    try (NettyEventLoops loops = below.loops();
        RawGateway gateway = below.gateway()) {
      TyrusTransport transport = below.transport(small());
      RecordedLink link = RecordedLink.open(transport, loops.next(), gateway.uri());
      link.await("open");
      link.sendText("x".repeat(10 * LIMIT));
      link.await("written");
      assertThat(gateway.awaitConnection(1, SOON).record().awaitFrame(Opcode.TEXT, SOON).payload())
          .matches(payload -> payload.remaining() == 10 * LIMIT);
      link.abort();
    }
  }
}
