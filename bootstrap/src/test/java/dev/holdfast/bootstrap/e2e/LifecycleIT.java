package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.adapter.transport.fixture.ConnectionRecord;
import dev.holdfast.adapter.transport.fixture.GatewayConnection;
import dev.holdfast.adapter.transport.fixture.Opcode;
import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.adapter.transport.fixture.Scripts;
import dev.holdfast.adapter.transport.fixture.ServerFrame;
import dev.holdfast.adapter.transport.fixture.UpgradeRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A link comes up, carries messages, is lost in the ordinary ways and comes back. */
@EndToEndTest
class LifecycleIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void theOpeningHandshakeIsWhatTheRfcAsksFor(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri("/a%20b?c=%2526")).start();
    daemon.awaitUp(1);

    UpgradeRequest request = gateway.awaitConnection(1, SOON).record().awaitUpgradeRequest(SOON);
    assertThat(request.requestLine()).isEqualTo("GET /a%20b?c=%2526 HTTP/1.1");
    assertThat(request.values("Host")).containsExactly("127.0.0.1:" + gateway.port());
    assertThat(request.values("Upgrade"))
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("websocket");
    assertThat(request.values("Connection"))
        .singleElement()
        .asString()
        .containsIgnoringCase("upgrade");
    assertThat(request.values("Sec-WebSocket-Version")).containsExactly("13");
    assertThat(Base64.getDecoder().decode(request.key())).hasSize(16);
    assertThat(request.values("Sec-WebSocket-Extensions")).isEmpty();
  }

  @Test
  void theStatesAreLoggedInOrder(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    assertThat(daemon.changes())
        .extracting(change -> change.from() + " -> " + change.to() + " " + change.cause())
        .containsExactly(
            "DISCONNECTED -> CONNECTING connect-requested",
            "CONNECTING -> CONNECTED handshake-completed",
            "CONNECTED -> CLOSING shutdown",
            "CLOSING -> CLOSED shutdown");
    assertThat(daemon.changes()).allMatch(change -> change.attempt() == 1);
  }

  @Test
  void everyLineOfStandardErrorIsAJsonObject(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    ObjectMapper json = new ObjectMapper();
    for (String line : daemon.stderr()) {
      assertThat(json.readTree(line).isObject()).as(line).isTrue();
    }
  }

  @Test
  void theTextLogNamesTheTransitionAndItsCause(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    DaemonProcess daemon = daemons.run(gateway.uri()).with("LOG_FORMAT", "text").start();
    daemon.awaitLog("Connection state: CONNECTING -> CONNECTED");
    String line = daemon.awaitLog("Connection state: CONNECTED -> CLOSED (link lost");
    assertThat(line).contains("reconnect in");
  }

  @Test
  void eachMessageIsOneLineInTheOrderOfArrival(Daemons daemons, RawGateway gateway)
      throws Exception {
    List<String> texts =
        IntStream.rangeClosed(1, 2000)
            .mapToObj(i -> "message " + i + " \u00e4\u20ac\ud83d\ude00")
            .toList();
    gateway.onConnection(
        Scripts.sends(texts.stream().map(ServerFrame::text).toArray(ServerFrame[]::new)));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    assertThat(daemon.awaitStdout("2000 lines", lines -> lines.size() >= texts.size()))
        .isEqualTo(texts);
  }

  @Test
  void aFragmentedMessageWithAPingInsideIsOneLine(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(
        Scripts.sends(
            ServerFrame.text("frag").notFinal(),
            ServerFrame.ping("inside"),
            ServerFrame.continuation("men").notFinal(),
            ServerFrame.continuation("ted")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitStdout("fragmented");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitFrame(Opcode.PONG, SOON).text()).isEqualTo("inside");
    assertThat(record.frames()).allMatch(frame -> frame.masked() && frame.reserved() == 0);
    assertThat(daemon.stdout()).containsExactly("fragmented");
  }

  @Test
  void bytesThatDripInOneByOneMakeTheSameMessages(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(
        connection -> {
          connection.drip(Duration.ofMillis(2));
          connection.acceptUpgrade();
          connection.send(ServerFrame.text("slow \u00e4\u20ac\ud83d\ude00"), ServerFrame.ping("p"));
          connection.serve();
        });
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitStdout("slow \u00e4\u20ac\ud83d\ude00");
    ConnectionRecord record = gateway.awaitConnection(1, SOON).record();
    assertThat(record.awaitFrame(Opcode.PONG, SOON).text()).isEqualTo("p");
  }

  @Test
  void aLinkThatEndsWithoutACloseFrameComesBack(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.script(1, Scripts.acceptsAndDrops());
    gateway.script(2, Scripts.acceptsAndResets());
    gateway.onConnection(Scripts.sends(ServerFrame.text("back again")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitStdout("back again");

    assertThat(daemon.ends())
        .extracting(StateChange::cause)
        .containsExactly("link-lost", "link-lost");
    assertThat(daemon.ends()).allMatch(end -> end.retryInMs().isPresent());
    assertThat(daemon.awaitUp(3).attempt()).isEqualTo(3);
  }

  @Test
  void aGatewayThatGoesAwayAndReturnsIsFoundAgain(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.awaitUp(1);
    GatewayConnection first = gateway.awaitConnection(1, SOON);
    gateway.stopListening();
    first.reset();
    daemon.awaitChange(
        "three refused connects",
        change -> change.cause().equals("connect-refused") && change.attempt() >= 4,
        SOON);
    gateway.listenAgain();
    daemon.awaitUp(2);
  }

  @Test
  void everythingThatCameBeforeTheGatewayClosedIsPrinted(Daemons daemons, RawGateway gateway)
      throws Exception {
    gateway.onConnection(
        Scripts.closesWith(ServerFrame.text("last words"), ServerFrame.close(1000, "")));
    DaemonProcess daemon = daemons.run(gateway.uri()).start();
    daemon.assertExit(0, DaemonProcess.START);
    assertThat(daemon.stdout()).containsExactly("last words");
  }
}
