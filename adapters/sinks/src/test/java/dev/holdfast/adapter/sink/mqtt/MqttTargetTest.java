package dev.holdfast.adapter.sink.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.adapter.sink.mqtt.Mosquitto.Published;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Loss;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.QueuedSink;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.SinkContract;
import dev.holdfast.adapter.sink.tls.ServerCertificate;
import dev.holdfast.application.port.out.InboundMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics, rights, broken links, a broker that is killed, and TLS, with a real broker. */
@Timeout(90)
final class MqttTargetTest {

  private static final String ANYBODY = "allow_anonymous true";

  @TempDir private Path folder;

  private Mosquitto broker;
  private String topic = "plant/{connection}/raw";
  private PayloadForm payload = PayloadForm.MESSAGE;
  private boolean retain;
  private Optional<String> password = Optional.empty();

  @AfterEach
  void stop() throws MqttException {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void theConnectionIsPartOfTheTopicAndNeverAWildcard() throws Exception {
    start(ANYBODY);
    MqttTarget target = target(broker.port());
    target.write(
        new Batch(
            1,
            List.of(
                new Received(new InboundMessage.Text("press-7", "a"), 0),
                new Received(new InboundMessage.Text("hall/3/+#", "b"), 0))));
    target.close();

    await().atMost(SinkContract.PATIENCE).until(() -> broker.arrived().size() == 2);
    assertThat(broker.arrived())
        .containsExactly(
            new Published("plant/press-7/raw", "a", false),
            new Published("plant/hall/3/__/raw", "b", false));
  }

  @Test
  void theRecordMayBePublishedAndKept() throws Exception {
    start(ANYBODY);
    payload = PayloadForm.RECORD;
    retain = true;
    MqttTarget target = target(broker.port());
    assertThat(target.write(batch("{\"x\":1}"))).isEqualTo(Outcome.done(1));
    target.close();
    broker.subscribe();

    await()
        .atMost(SinkContract.PATIENCE)
        .until(() -> broker.arrived().stream().anyMatch(Published::retained));
    assertThat(broker.arrived())
        .extracting(Published::payload)
        .containsOnly(
            "{\"connection\":\"press-7\",\"received\":\"1970-01-01T00:00:00.000Z\","
                + "\"encoding\":\"json\",\"message\":{\"x\":1}}");
  }

  @Test
  void moreThanTheBrokerWantsAtTheSameTimeIsPublishedInOrder() throws Exception {
    start(ANYBODY, "max_inflight_messages 3");
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "m" + i).toList();
    MqttTarget target = target(broker.port());
    assertThat(target.write(batch(texts.toArray(String[]::new)))).isEqualTo(Outcome.done(200));
    target.close();

    await().atMost(SinkContract.PATIENCE).until(() -> broker.arrived().size() == 200);
    assertThat(broker.arrived()).extracting(Published::payload).isEqualTo(texts);
  }

  @Test
  void wrongCredentialsAreNamedAndTriedAgainWithTheNextOnes() throws Exception {
    startWithRights("topic write plant/#");
    password = Optional.of("wrong");
    MqttTarget target = target(broker.port());

    assertThatThrownBy(target::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no MQTT broker: not authorized")
        .hasMessageNotContaining("wrong");
    password = Optional.of("writer");
    assertThat(target.write(batch("a"))).isEqualTo(Outcome.done(1));
    target.close();
  }

  @Test
  void whatMayNotBePublishedIsRefusedAndTheRestIsNot() throws Exception {
    startWithRights("topic write plant/press-7/raw");
    password = Optional.of("writer");
    MqttTarget target = target(broker.port());
    Outcome outcome =
        target.write(
            new Batch(
                1,
                List.of(
                    new Received(new InboundMessage.Text("press-7", "a"), 0),
                    new Received(new InboundMessage.Text("press-8", "b"), 0),
                    new Received(new InboundMessage.Text("press-7", "c"), 0))));
    target.close();

    assertThat(outcome).isEqualTo(Outcome.refused(3, 1, "not authorized (reason 0x87)"));
    await().atMost(SinkContract.PATIENCE).until(() -> broker.arrived().size() == 2);
    assertThat(broker.arrived()).extracting(Published::payload).containsExactly("a", "c");
  }

  @Test
  void aLinkThatBreaksAgainAndAgainLosesNothing() throws Exception {
    start(ANYBODY);
    try (Relay relay = new Relay(broker.port())) {
      relay.mend();
      QueuedSink sink =
          SinkContract.sink(
              target(relay.port()),
              QueueOptions.defaults().withBatches(10, 1 << 20, Duration.ZERO));
      for (int i = 0; i < 500; i++) {
        sink.deliver(new InboundMessage.Text("press-7", "m" + i), () -> {});
        if (i % 100 == 99) {
          int half = i / 2;
          await().atMost(SinkContract.PATIENCE).until(() -> broker.arrived().size() >= half);
          relay.cut();
          relay.mend();
        }
      }
      sink.close(SinkContract.PATIENCE);

      assertThat(sink.lost()).isZero();
    }
    await()
        .atMost(SinkContract.PATIENCE)
        .until(() -> broker.arrived().stream().map(Published::payload).distinct().count() == 500);
  }

  @Test
  void aBrokerThatIsKilledAndStartedAgainGetsTheRest() throws Exception {
    start(ANYBODY);
    QueuedSink sink = SinkContract.sink(target(broker.port()), QueueOptions.defaults());
    sink.deliver(new InboundMessage.Text("press-7", "before"), () -> {});
    await().atMost(SinkContract.PATIENCE).until(() -> sink.waiting() == 0);
    broker.kill();
    sink.deliver(new InboundMessage.Text("press-7", "meanwhile"), () -> {});
    broker.run();
    await().atMost(SinkContract.PATIENCE).until(() -> sink.waiting() == 0);
    sink.close(SinkContract.PATIENCE);

    assertThat(sink.lost(Loss.REFUSED)).isZero();
    assertThat(sink.lost()).isZero();
  }

  @Test
  void aBrokerMustProveWhoItIs() throws Exception {
    startWithTls("localhost");
    Path pem = folder.resolve("certificate.pem");

    MqttTarget trusting = target("mqtts", broker.port(), Optional.of(pem));
    assertThat(trusting.write(batch("a"))).isEqualTo(Outcome.done(1));
    trusting.close();
    assertThatThrownBy(() -> target("mqtts", broker.port(), Optional.empty()).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void aBrokerOfAnotherNameIsNotTrusted() throws Exception {
    startWithTls("elsewhere.test");
    Path pem = folder.resolve("certificate.pem");

    assertThatThrownBy(() -> target("mqtts", broker.port(), Optional.of(pem)).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() throws Exception {
    start(ANYBODY);
    broker.kill();

    assertThatThrownBy(() -> target(broker.port()).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no MQTT broker: ConnectException");
  }

  private void start(String... lines) throws IOException, MqttException {
    broker = Mosquitto.start(folder, lines);
    broker.subscribe();
  }

  /** The reader may read everything; the writer may do what is said. */
  private void startWithRights(String rights) throws Exception {
    Path passwords =
        Files.writeString(folder.resolve("passwords"), "reader:reader\nwriter:writer\n");
    assertThat(
            new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString())
                .start()
                .onExit()
                .get()
                .exitValue())
        .isZero();
    Path acl =
        Files.writeString(
            folder.resolve("acl"), "user reader\ntopic read #\nuser writer\n" + rights + "\n");
    start("allow_anonymous false", "password_file " + passwords, "acl_file " + acl);
  }

  private void startWithTls(String host) throws Exception {
    ServerCertificate certificate = ServerCertificate.of(host);
    Path pem = certificate.writeCertificate(folder.resolve("certificate.pem"));
    Path key = certificate.writeKey(folder.resolve("key.pem"));
    broker = Mosquitto.start(folder, ANYBODY, "certfile " + pem, "keyfile " + key);
  }

  private MqttTarget target(int port) {
    return target("mqtt", port, Optional.empty());
  }

  private MqttTarget target(String scheme, int port, Optional<Path> authorities) {
    return new MqttTarget(
        new MqttOptions(
            URI.create(scheme + "://localhost:" + port),
            topic,
            payload,
            retain,
            "writer",
            Duration.ofSeconds(30),
            password.isPresent() ? Optional.of("writer") : Optional.empty(),
            password.isPresent() ? Optional.of(() -> password.orElseThrow()) : Optional.empty(),
            authorities));
  }

  private static Batch batch(String... texts) {
    return new Batch(
        1,
        Stream.of(texts)
            .map(text -> new Received(new InboundMessage.Text("press-7", text), 0))
            .toList());
  }
}
