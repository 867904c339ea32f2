package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway as a client sees it while it behaves, and its life from start to close. */
@Timeout(60)
class DemoGatewayTest {

  private static final GatewayOptions QUIET =
      GatewayOptions.defaults().withReadings(1, GatewayOptions.LONGEST_INTERVAL);

  private DemoGateway gateway = new DemoGateway(QUIET);

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Test
  void sendsReadingsOfEverySensorWithoutGaps() throws Exception {
    startWith(GatewayOptions.defaults().withReadings(3, Duration.ofMillis(5)));
    Map<String, Long> sequences = new TreeMap<>();
    try (JdkClient client = new JdkClient(gateway.uri())) {
      for (int i = 0; i < 30; i++) {
        JsonNode reading = new ObjectMapper().readTree(client.next());
        assertThat(reading.get("type").textValue()).isEqualTo("reading");
        long sequence = reading.get("sequence").longValue();
        Long last = sequences.put(reading.get("sensor").textValue(), sequence);
        if (last != null) {
          assertThat(sequence).isEqualTo(last + 1);
        }
      }
    }
    assertThat(sequences).containsOnlyKeys("fan-1", "gearbox-1", "pump-1");
  }

  @Test
  void everyClientGetsTheSameReadings() throws Exception {
    EventLog log = new EventLog();
    startWith(GatewayOptions.defaults().withReadings(1, Duration.ofMillis(50)));
    gateway.addListener(log);
    try (JdkClient one = new JdkClient(gateway.uri());
        JdkClient other = new JdkClient(gateway.uri())) {
      log.expect("accepted 1");
      log.expect("accepted 2");
      String reading = other.next();
      String same = one.next();
      while (!same.equals(reading)) {
        same = one.next();
      }
    }
  }

  @Test
  void speaksTheJsonDialect() throws Exception {
    gateway.start();
    try (JdkClient client = new JdkClient(gateway.uri())) {
      assertThat(client.ask("{\"type\":\"ping\",\"timestamp\":5}"))
          .isEqualTo("{\"type\":\"pong\",\"timestamp\":5}");
      assertThat(client.ask("{\"type\":\"echo\",\"n\":1}"))
          .isEqualTo("{\"type\":\"echo\",\"n\":1}");
      assertThat(client.ask("{\"id\":9}")).isEqualTo("{\"type\":\"ack\",\"of\":9}");
      assertThat(client.ask("gibberish"))
          .isEqualTo("{\"type\":\"error\",\"message\":\"not JSON\"}");
      assertThat(client.ask("{\"type\":\"echo\",\"text\":\"" + "x".repeat(200_000) + "\"}"))
          .hasSizeGreaterThan(200_000);
      client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
      assertThat(client.next()).contains("only text is understood");
    }
  }

  @Test
  void inCtcItTellsOfAReadingInItsTime() throws Exception {
    startWith(QUIET.withProtocol(GatewayProtocol.CTC));
    assertThat(gateway.serials()).containsExactly(310_001);
    try (JdkClient client = new JdkClient(gateway.uri())) {
      assertThat(
              client.ask(
                  "{\"Type\":\"POST_LOGIN\",\"Data\":{\"Email\":\"demo@holdfast.test\","
                      + "\"Password\":\"not-a-secret\"}}"))
          .contains("\"Success\":true");
      client.socket().sendText("{\"Type\":\"POST_SUB_CHANGES\",\"Data\":{}}", true).join();
      client
          .socket()
          .sendText("{\"Type\":\"TAKE_DYN_READING\",\"Data\":{\"Serial\":310001}}", true)
          .join();
      String message = client.next();
      while (!message.contains("\"NOT_DYN_READING\"")) {
        assertThat(message).doesNotContain("RTN_ERR");
        message = client.next();
      }
      assertThat(message).contains("\"ID\":1,", "\"Serial\":\"310001\",");
    }
  }

  @Test
  void answersWebSocketPingsAndIgnoresPongs() throws Exception {
    gateway.start();
    try (JdkClient client = new JdkClient(gateway.uri())) {
      client.socket().sendPong(ByteBuffer.wrap(new byte[] {1})).join();
      client.socket().sendPing(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))).join();

      assertThat(client.next()).isEqualTo("pong hello");
    }
  }

  @Test
  void answersTheCloseOfAClient() throws Exception {
    EventLog log = new EventLog();
    gateway.addListener(log);
    gateway.start();
    try (JdkClient client = new JdkClient(gateway.uri())) {
      log.expect("accepted 1");
      client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "done").join();

      assertThat(client.next()).isEqualTo("closed 1000");
      log.expect("lost 1 1000");
    }
  }

  @Test
  void badFramesCostOnlyTheirOwnConnection() throws Exception {
    gateway.start();
    try (JdkClient bystander = new JdkClient(gateway.uri())) {
      assertThat(closeCodeAfter(bytes(0x81, 0x01, 'x'))).as("not masked").isEqualTo(1002);
      assertThat(closeCodeAfter(bytes(0xF1, 0x80, 0, 0, 0, 0))).as("reserved").isEqualTo(1002);
      assertThat(closeCodeAfter(bytes(0x81, 0x81, 0, 0, 0, 0, 0xFF))).as("UTF-8").isEqualTo(1007);
      assertThat(closeCodeAfter(bytes(0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)))
          .as("4 GiB")
          .isEqualTo(1009);

      assertThat(bystander.ask("{\"type\":\"ping\"}")).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void tellsABrowserWhatItIs() throws Exception {
    gateway.start();
    try (RawClient client = new RawClient(gateway.uri())) {
      assertThat(client.request("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n"))
          .startsWith("HTTP/1.1 426 ")
          .containsIgnoringCase("upgrade: websocket")
          .doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void anOccupiedPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      gateway = new DemoGateway(QUIET.withAddress("127.0.0.1", port));

      assertThatThrownBy(gateway::start)
          .isInstanceOf(GatewayStartException.class)
          .hasMessage(
              "the demo gateway cannot listen on 127.0.0.1 port "
                  + port
                  + ": Address already in use");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    // RFC 5737: an address of documents, of no machine.
    gateway = new DemoGateway(QUIET.withAddress("192.0.2.1", 0));

    assertThatThrownBy(gateway::start)
        .isInstanceOf(GatewayStartException.class)
        .hasMessageStartingWith("the demo gateway cannot listen on 192.0.2.1 port 0: ");
  }

  @Test
  void closeSaysGoodbyeAndFreesThePort() throws Exception {
    EventLog log = new EventLog();
    gateway.addListener(log);
    gateway.start();
    URI uri = gateway.uri();
    try (JdkClient client = new JdkClient(uri)) {
      log.expect("accepted 1");
      gateway.close();
      gateway.close();

      assertThat(client.next()).isEqualTo("closed 1001");
    }
    try (ServerSocket next = new ServerSocket()) {
      next.setReuseAddress(true);
      next.bind(new InetSocketAddress(uri.getHost(), uri.getPort()));
      assertThat(next.isBound()).isTrue();
    }
    assertThatThrownBy(() -> gateway.inflict(Fault.DROP)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(gateway::uri).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(gateway::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void thePlanWaitsForTheClientToComeBack() throws Exception {
    EventLog log = new EventLog();
    Duration every = Duration.ofMillis(100);
    startWith(QUIET.withFaults(new FaultPlan(every, every, List.of(Fault.DROP, Fault.CLOSE_1011))));
    gateway.addListener(log);

    try (JdkClient client = new JdkClient(gateway.uri())) {
      Duration up = log.expect("accepted 1");
      assertThat(log.expect("fault DROP").minus(up)).isGreaterThanOrEqualTo(every);
      log.expect("lost 1 1006");
      assertThat(client.next()).isNotNull();
    }
    try (JdkClient client = new JdkClient(gateway.uri())) {
      Duration up = log.expect("accepted 2");
      assertThat(log.expect("fault CLOSE_1011").minus(up)).isGreaterThanOrEqualTo(every);
      log.expect("lost 2 1011");
      assertThat(client.next()).isEqualTo("closed 1011");
    }
    try (JdkClient client = new JdkClient(gateway.uri())) {
      log.expect("accepted 3");
      log.expect("fault DROP");
      log.expect("lost 3 1006");
      assertThat(client.next()).isNotNull();
    }
    log.expectNoMore();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    EventLog log = new EventLog();
    gateway.addListener(
        new GatewayListener() {
          @Override
          public void onConnectionAccepted(long connection, Duration at) {
            throw new IllegalStateException("thrown by a listener on purpose");
          }
        });
    gateway.addListener(log);
    gateway.start();
    try (JdkClient client = new JdkClient(gateway.uri())) {
      log.expect("accepted 1");
      assertThat(client.ask("{}")).isEqualTo("{\"type\":\"ack\",\"of\":null}");
    }
  }

  private void startWith(GatewayOptions options) throws GatewayStartException {
    gateway = new DemoGateway(options);
    gateway.start();
  }

  private int closeCodeAfter(byte[] badFrame) throws Exception {
    try (RawClient client = RawClient.open(gateway.uri())) {
      client.sendBytes(badFrame);
      RawClient.Frame frame = client.readFrame();
      assertThat(frame.opcode()).isEqualTo(RawClient.CLOSE);
      return frame.closeCode();
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
