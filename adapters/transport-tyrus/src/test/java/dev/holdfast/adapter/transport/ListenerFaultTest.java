package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a listener throws ends the link, is logged once, and never leaves it looking open. */
class ListenerFaultTest extends LinkTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Logger logger;

  @BeforeEach
  void captureLog() {
    logger = (Logger) LoggerFactory.getLogger(LinkLife.class);
    logger.setAdditive(false);
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void releaseLog() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  static Stream<Arguments> faults() {
    return Stream.of("open", "frames", "text", "binary", "pong", "written", "writable")
        .flatMap(
            call ->
                Stream.of(
                    Arguments.of(call, new IllegalStateException("planted")),
                    Arguments.of(call, new OutOfMemoryError("planted")),
                    Arguments.of(call, new StackOverflowError("planted"))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void endsTheLink(String call, Throwable fault) throws Exception {
    gateway.onConnection(
        Scripts.sends(ServerFrame.text("t"), ServerFrame.binary((byte) 1), ServerFrame.text("u")));
    RecordedLink link =
        open(
            RecordedLink.request(gateway.uri()),
            (it, event) -> {
              if (event.name().equals(call)) {
                sneakyThrow(fault);
              }
              if (event.name().equals("open")) {
                it.link().sendPing(java.nio.ByteBuffer.allocate(0), () -> {});
                it.link().sendText("x".repeat(200_000), () -> it.noteWritten());
              }
            });
    Cause cause = link.awaitEnded();
    assertThat(cause.kind()).isEqualTo(CauseKind.PROTOCOL_VIOLATION);
    assertThat(cause.code()).isEqualTo(1011);
    assertThat(cause.detail()).contains(fault.getClass().getSimpleName());
    record(1).awaitEnd(SOON);
    link.onLoop(() -> true);
    List<ILoggingEvent> errors =
        log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getLevel()).isEqualTo(Level.ERROR);
    assertThat(errors.get(0).getThrowableProxy().getMessage()).isEqualTo("planted");
  }

  @Test
  void aFaultAtTheVeryEndIsLoggedAndNothingMore() throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    RecordedLink link =
        open(
            RecordedLink.request(gateway.uri()),
            (it, event) -> {
              if (event.name().equals("ended")) {
                throw new IllegalStateException("planted");
              }
            });
    link.awaitEnded();
    Await.until("log", () -> !log.list.isEmpty());
    assertThat(log.list).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable fault) throws T {
    throw (T) fault;
  }
}
