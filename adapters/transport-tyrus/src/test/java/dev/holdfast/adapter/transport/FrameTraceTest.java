package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** At trace level every frame leaves a line, with no more of it than may be shown. */
class FrameTraceTest extends LinkTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast.frames");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void capture() {
    logger.setLevel(Level.TRACE);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void release() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private List<String> lines(String direction) {
    return lines.stream().filter(line -> line.startsWith(direction)).toList();
  }

  @Test
  void everyKindOfFrameIsShownAsItArrives() throws Exception {
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.text("hällo"),
            ServerFrame.binary((byte) 1, (byte) 0xfe),
            ServerFrame.text("in ").notFinal(),
            ServerFrame.ping("p"),
            ServerFrame.continuation("two"),
            ServerFrame.of(Opcode.PONG),
            ServerFrame.close(1012, "later")));
    open().awaitEnded();

    assertThat(lines("<-"))
        .containsExactly(
            "<- text, 6 bytes: hällo",
            "<- binary, 2 bytes: 01fe",
            "<- text, 3 bytes (to be continued)",
            "<- ping, 1 bytes: 70",
            "<- continuation, 3 bytes",
            "<- whole text message, 6 characters: in two",
            "<- pong, 0 bytes",
            "<- close, 7 bytes: 1012 later");
    assertThat(lines("->")).containsExactly("-> pong, 1 bytes", "-> close, 2 bytes: 1012 ");
  }

  @Test
  void everyKindOfFrameIsShownAsItLeaves() throws Exception {
    RecordedLink link = open();
    link.await("open");
    link.act(it -> it.sendText("hällo", () -> {}));
    link.act(it -> it.sendBinary(ByteBuffer.wrap(new byte[] {1, (byte) 0xfe}), () -> {}));
    link.act(it -> it.sendPing(ByteBuffer.wrap(new byte[] {7}), () -> {}));
    link.act(it -> it.close(1000, "done"));
    link.awaitEnded();

    assertThat(lines("->"))
        .containsExactly(
            "-> text, 6 bytes: hällo",
            "-> binary, 2 bytes: 01fe",
            "-> ping, 1 bytes: 07",
            "-> close, 6 bytes: 1000 done");
  }

  @Test
  void ofALongPayloadTheBeginningIsShownAndNoSecret() throws Exception {
    transport =
        TyrusTransport.create(
            TransportOptions.defaults()
                .withExcerpt(
                    (text, most) -> Excerpt.PLAIN.of(text.replace("s3cret", "***"), most)));
    String text = "x".repeat(FrameTrace.SHOWN_MOST - 3) + "s3cret";
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.text(text),
            ServerFrame.binary(new byte[100_000]),
            ServerFrame.close(1000, "s3cret")));
    RecordedLink link = open();
    link.await("open");
    link.awaitEnded();

    assertThat(lines("<-"))
        .containsExactly(
            "<- text, 259 bytes: " + "x".repeat(FrameTrace.SHOWN_MOST - 3) + "***",
            "<- binary, 100000 bytes: " + "0".repeat(FrameTrace.SHOWN_MOST),
            "<- close, 8 bytes: 1000 ***");
  }

  @Test
  void whatIsCompressedIsShownAsItIsMeant() throws Exception {
    transport = TyrusTransport.create(TransportOptions.defaults().withCompression(true));
    gateway.onConnection(
        connection ->
            Scripts.upgradesWith(it -> it.header("Sec-WebSocket-Extensions", "permessage-deflate"))
                .run(connection));
    RecordedLink link = open();
    link.await("open");
    String text = "again and ".repeat(30);
    link.act(it -> it.sendText(text, () -> link.noteWritten()));
    link.act(
        it ->
            it.sendBinary(
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), link::noteWritten));
    Await.until("both have left", () -> lines("->").size() == 4);

    assertThat(lines("->").get(0)).startsWith("-> whole text message, 300 characters: again and ");
    assertThat(lines("->").get(1)).matches("-> text, \\d\\d bytes \\(compressed\\)");
    assertThat(lines("->").get(2)).startsWith("-> whole binary message, 300 bytes: 616761696e");
    assertThat(lines("->").get(3)).matches("-> binary, \\d\\d bytes \\(compressed\\)");
  }

  @Test
  void nothingIsShownUnlessItIsWanted() throws Exception {
    logger.setLevel(Level.DEBUG);
    gateway.onConnection(Scripts.sends(ServerFrame.text("t"), ServerFrame.close(1000, "")));
    open().awaitEnded();

    assertThat(lines).isEmpty();
  }
}
