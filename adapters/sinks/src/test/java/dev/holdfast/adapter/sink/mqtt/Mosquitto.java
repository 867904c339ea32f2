package dev.holdfast.adapter.sink.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.adapter.sink.queue.SinkContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** A real broker (Debian package {@code mosquitto}) on a port of its own, and who reads there. */
final class Mosquitto implements AutoCloseable {

  /** A message as a subscriber got it. */
  record Published(String topic, String payload, boolean retained) {}

  private final Path folder;
  private final int port;
  private final List<Published> arrived = new ArrayList<>();
  private @Nullable Process process;
  private @Nullable MqttAsyncClient subscriber;

  private Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a broker; the test is skipped where there is none.
   *
   * @param lines of its configuration, beside the listener
   */
  static Mosquitto start(Path folder, String... lines) throws IOException {
    Mosquitto broker = new Mosquitto(folder, freePort());
    // Started by root it would become somebody else, who may not read the test's folder.
    String listener = "user root\nlistener " + broker.port + " 127.0.0.1\n";
    Files.writeString(folder.resolve("mosquitto.conf"), listener + String.join("\n", lines) + "\n");
    broker.run();
    return broker;
  }

  /** A port that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Everything that was published since the subscription, in order. */
  List<Published> arrived() {
    synchronized (arrived) {
      return List.copyOf(arrived);
    }
  }

  /** Reads everything from now on. */
  void subscribe() throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient("tcp://127.0.0.1:" + port, "subscriber", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("reader");
    options.setPassword("reader".getBytes(StandardCharsets.UTF_8));
    client.setCallback(new Reader());
    client.connect(options).waitForCompletion(30_000);
    client.subscribe(new MqttSubscription("#", 1)).waitForCompletion(30_000);
    subscriber = client;
  }

  /** Kills it, as a power cut would. */
  void kill() throws MqttException {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    if (subscriber != null) {
      subscriber.disconnectForcibly(0, 0, false);
      subscriber.close(true);
      subscriber = null;
    }
  }

  /** Starts it again after it was killed. */
  void run() throws IOException {
    Process started =
        new ProcessBuilder(binary(), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    process = started;
    await().atMost(SinkContract.PATIENCE).until(this::isListening);
  }

  @Override
  public void close() throws MqttException {
    kill();
  }

  private void note(String topic, MqttMessage message) {
    String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
    synchronized (arrived) {
      arrived.add(new Published(topic, payload, message.isRetained()));
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String binary() {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/bin"))
            .map(folder -> Path.of(folder, "mosquitto"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "mosquitto is not installed (apt-get install mosquitto)");
    return found.get().toString();
  }

  /** Notes what arrives. */
  private final class Reader implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      note(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException failure) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String broker) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
