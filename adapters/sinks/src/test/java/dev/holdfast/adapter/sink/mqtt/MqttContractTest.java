package dev.holdfast.adapter.sink.mqtt;

import dev.holdfast.adapter.sink.mqtt.Mosquitto.Published;
import dev.holdfast.adapter.sink.queue.SinkContract;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Publishing keeps the promises of every sink, also while the broker cannot be reached. */
final class MqttContractTest implements SinkContract {

  @TempDir private Path folder;

  private Mosquitto broker;
  private Relay relay;

  @BeforeEach
  void start() throws IOException, MqttException {
    broker = Mosquitto.start(folder, "allow_anonymous true");
    broker.subscribe();
    relay = new Relay(broker.port());
  }

  @AfterEach
  void stop() throws IOException, MqttException {
    relay.close();
    broker.close();
  }

  @Override
  public Target working() {
    relay.mend();
    return failing();
  }

  @Override
  public Target failing() {
    return new MqttTarget(
        new MqttOptions(
            URI.create("mqtt://localhost:" + relay.port()),
            "plant/{connection}",
            PayloadForm.MESSAGE,
            false,
            "contract",
            Duration.ofSeconds(30),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public void recover() {
    relay.mend();
  }

  @Override
  public List<String> arrived() {
    return broker.arrived().stream().map(Published::payload).toList();
  }
}
