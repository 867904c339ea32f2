package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.application.port.out.EventLoop;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a listener throws ends the link, is logged once, and never leaves it looking open. */
class ListenerFaultTest extends LinkTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ListAppender<ILoggingEvent> loopLog = new ListAppender<>();

  @BeforeEach
  void captureLogs() {
    capture(LinkLife.class, log);
    capture(NettyEventLoop.class, loopLog);
  }

  private static void capture(Class<?> type, ListAppender<ILoggingEvent> to) {
    Logger logger = (Logger) LoggerFactory.getLogger(type);
    logger.setAdditive(false);
    logger.addAppender(to);
    to.start();
  }

  @AfterEach
  void releaseLogs() {
    release(LinkLife.class, log);
    release(NettyEventLoop.class, loopLog);
  }

  private static void release(Class<?> type, ListAppender<ILoggingEvent> from) {
    Logger logger = (Logger) LoggerFactory.getLogger(type);
    logger.detachAppender(from);
    logger.setAdditive(true);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
            "open", "frames", "text", "binary", "pong", "written", "pinged", "sent", "writable")
        .flatMap(call -> throwables().map(each -> Arguments.of(call, each.get()[0])));
  }

  static Stream<Arguments> throwables() {
    return Stream.of(
            new IllegalStateException("planted"),
            new OutOfMemoryError("planted"),
            new StackOverflowError("planted"),
            new ThreadDeathLike("planted"))
        .map(Arguments::of);
  }

  /** Neither an exception nor an error that anybody knows. */
  private static final class ThreadDeathLike extends Throwable {
    private static final long serialVersionUID = 1;

    ThreadDeathLike(String message) {
      super(message);
    }
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
                it.link().sendPing(ByteBuffer.allocate(0), () -> it.noteCallback("pinged"));
                it.link().sendBinary(ByteBuffer.allocate(1), () -> it.noteCallback("sent"));
                it.link().sendText("x".repeat(200_000), it::noteWritten);
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

  @ParameterizedTest
  @MethodSource("throwables")
  void atTheVeryEndIsLoggedAndNothingMore(Throwable fault) throws Exception {
    gateway.onConnection(Scripts.acceptsAndDrops());
    RecordedLink link =
        open(
            RecordedLink.request(gateway.uri()),
            (it, event) -> {
              if (event.name().equals("ended")) {
                sneakyThrow(fault);
              }
            });
    link.awaitEnded();
    Await.until("log", () -> !log.list.isEmpty());
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.ERROR);
    record(1).awaitEnd(SOON);
    assertTheLoopWorks();
  }

  /** The listener gives the link up and throws: there is nobody left to tell. */
  @ParameterizedTest
  @MethodSource("throwables")
  void afterAnAbortIsLoggedAndNothingMore(Throwable fault) throws Exception {
    gateway.onConnection(Scripts.sends(ServerFrame.text("t")));
    RecordedLink link =
        open(
            RecordedLink.request(gateway.uri()),
            (it, event) -> {
              if (event.name().equals("text")) {
                it.link().abort();
                sneakyThrow(fault);
              }
            });
    link.await("text");
    Await.until("log", () -> !log.list.isEmpty());
    assertThat(log.list).hasSize(1);
    assertThat(link.hasEnded()).isFalse();
    record(1).awaitEnd(SOON);
    assertTheLoopWorks();
  }

  /** Links share a loop with timers that are not theirs. */
  @ParameterizedTest
  @MethodSource("throwables")
  void inATimerOfTheLoopLeavesTheLinksAsTheyAre(Throwable fault) throws Exception {
    RecordedLink link = open();
    link.await("open");
    EventLoop loop = loops.next();
    loop.execute(() -> loop.schedule(() -> sneakyThrow(fault), 1));
    loop.execute(() -> loop.schedule(() -> sneakyThrow(fault), 0));
    Await.until("log of each", () -> loopLog.list.size() == 2);
    assertThat(loopLog.list)
        .allMatch(event -> event.getLevel() == Level.ERROR)
        .allMatch(event -> event.getThrowableProxy().getMessage().equals("planted"));
    link.sendText("still here");
    assertThat(record(1).awaitFrame(Opcode.TEXT, SOON).text()).isEqualTo("still here");
    assertThat(link.hasEnded()).isFalse();
    link.act(it -> it.sendPing(ByteBuffer.allocate(0), () -> {}));
    link.await("pong");
  }

  private void assertTheLoopWorks() {
    gateway.onConnection(Scripts.wellBehaved());
    open().await("open");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable fault) throws T {
    throw (T) fault;
  }
}
