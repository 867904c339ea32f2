package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.Conformance.Delivery;
import dev.holdfast.adapter.transport.Conformance.Reply;
import dev.holdfast.adapter.transport.fixture.ClientFrame;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against every case of {@code docs/rfc6455-cases.md}. */
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceTest extends LinkTest {

  private static final Path PAGE = Path.of("docs", "rfc6455-cases.md");

  private final Map<String, String> seen = new TreeMap<>();

  static List<Conformance> cases() {
    List<Conformance> all =
        new ArrayList<>(
            Stream.of(
                    ConformanceFraming.cases(),
                    ConformanceText.cases(),
                    ConformanceClosing.cases(),
                    ConformanceLimits.cases())
                .flatMap(List::stream)
                .toList());
    all.sort((a, b) -> Arrays.compare(numbers(a), numbers(b)));
    return all;
  }

  private static int[] numbers(Conformance each) {
    return Stream.of(each.id().split("[.]", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theClientDoesWhatIsRequired(Conformance each) throws Exception {
    gateway.onConnection(connection -> play(each, connection));
    EchoingListener client =
        EchoingListener.open(transport, loops.next(), RecordedLink.request(gateway.uri()));
    Cause cause = client.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);
    List<ClientFrame> frames = framesOfTheLastConnection();
    String did = words(frames);
    seen.put(each.id(), did);
    assertThat(did).isEqualTo(ConformancePage.expected(each));
    assertThat(replies(frames)).isEqualTo(each.replies());
    assertThat(frames).allMatch(ClientFrame::masked).allMatch(f -> f.reserved() == 0);
    assertThat(cause.kind())
        .isEqualTo(each.delivered() ? CauseKind.CLOSED_BY_GATEWAY : CauseKind.PROTOCOL_VIOLATION);
  }

  @AfterAll
  void thePageIsWhatWasSeen() throws IOException {
    if (seen.size() < cases().size()) {
      // A single case was chosen.
      return;
    }
    String printed = ConformancePage.print(cases(), seen);
    if (Boolean.getBoolean("holdfast.rewrite")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, printed);
    }
    assertThat(PAGE)
        .as("the page differs from the run; to print it anew: " + ConformancePage.REWRITE)
        .hasContent(printed);
  }

  private static void play(Conformance each, GatewayConnection connection)
      throws IOException, InterruptedException {
    connection.acceptUpgrade();
    deliver(each, connection);
    if (each.closes()) {
      connection.send(ServerFrame.close(1000, ""));
    }
    connection.readUntilClose();
    connection.fin();
  }

  private static void deliver(Conformance each, GatewayConnection connection) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ServerFrame frame : each.frames()) {
      if (each.delivery().equals(Delivery.FRAME_WISE)) {
        connection.send(frame);
      } else if (each.delivery().equals(Delivery.ROUND_TRIPS)) {
        connection.send(frame);
        connection.readFrame();
      } else {
        all.writeBytes(frame.bytes());
      }
    }
    all.writeBytes(each.tail().array());
    byte[] bytes = all.toByteArray();
    int chop = each.delivery().chop() > 0 ? each.delivery().chop() : Math.max(1, bytes.length);
    for (int from = 0; from < bytes.length; from += chop) {
      connection.sendRaw(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chop)));
    }
  }

  private List<ClientFrame> framesOfTheLastConnection() throws InterruptedException {
    var record = record(gateway.connectionsCount());
    record.awaitEnd(SOON);
    return record.frames();
  }

  private static String words(List<ClientFrame> frames) {
    List<ClientFrame> closes = frames.stream().filter(f -> f.is(Opcode.CLOSE)).toList();
    String close =
        switch (closes.size()) {
          case 0 -> "never";
          case 1 -> closeWords(closes.get(0), frames);
          default -> "more than once";
        };
    return ConformancePage.words(replies(frames), close);
  }

  private static String closeWords(ClientFrame close, List<ClientFrame> frames) {
    if (!frames.get(frames.size() - 1).is(Opcode.CLOSE)) {
      return "before other frames";
    }
    return close.closeCode() == 1005 ? "without code" : "" + close.closeCode();
  }

  private static List<Reply> replies(List<ClientFrame> frames) {
    return frames.stream()
        .filter(frame -> !frame.is(Opcode.CLOSE))
        .map(frame -> new Reply(kind(frame), frame.payload()))
        .toList();
  }

  private static String kind(ClientFrame frame) {
    String kind =
        switch (frame.opcode()) {
          case Opcode.TEXT -> "text";
          case Opcode.BINARY -> "binary";
          case Opcode.PONG -> "pong";
          default -> "opcode " + frame.opcode();
        };
    return frame.fin() ? kind : "fragment of " + kind;
  }
}
