package dev.holdfast.adapter.sink.mqtt;

import dev.holdfast.adapter.sink.tls.Authorities;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.TimerPingSender;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, from its beginning to its end; the next one is a new link. The client
 * library's own reconnecting and its store of messages are not used: the queue of the sink does
 * both.
 */
final class BrokerLink implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private static final int AT_LEAST_ONCE = 1;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** What the client library needs at the same time: to send, to receive, to call back, to ping. */
  private static final int THREADS = 4;

  private final MqttAsyncClient client;
  private final ScheduledExecutorService threads;
  private final MqttOptions options;

  private BrokerLink(
      MqttAsyncClient client, ScheduledExecutorService threads, MqttOptions options) {
    this.client = client;
    this.threads = threads;
    this.options = options;
  }

  /** Connects. Blocks. */
  static BrokerLink open(MqttOptions options) throws IOException, InterruptedException {
    MqttConnectionOptions connection = connection(options);
    ScheduledExecutorService threads =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "holdfast-mqtt");
              thread.setDaemon(true);
              return thread;
            });
    try {
      BrokerLink link =
          new BrokerLink(
              new MqttAsyncClient(
                  options.broker(),
                  options.clientId(),
                  new MemoryPersistence(),
                  new TimerPingSender(threads),
                  threads),
              threads,
              options);
      link.connect(connection);
      return link;
    } catch (MqttException e) {
      threads.shutdownNow();
      throw new IOException("no MQTT broker: " + MqttWords.of(e), e);
    }
  }

  boolean isOpen() {
    return client.isConnected();
  }

  /** Sends a message. */
  IMqttToken publish(String topic, byte[] payload) throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(AT_LEAST_ONCE);
    message.setRetained(options.retain());
    return client.publish(topic, message);
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(options.timeout().toMillis());
      }
    } catch (MqttException e) {
      LOG.debug("MQTT: not disconnected in good order: {}", MqttWords.of(e));
    }
    abort();
  }

  /** Ends it without a word to the broker. Once: the library fails when it is asked again. */
  void abort() {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      LOG.debug("MQTT: was not connected: {}", MqttWords.of(e));
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("MQTT: not closed in good order: {}", MqttWords.of(e));
    }
    threads.shutdownNow();
  }

  private void connect(MqttConnectionOptions connection)
      throws MqttException, InterruptedException {
    try {
      client.connect(connection).waitForCompletion(options.timeout().toMillis());
    } catch (MqttException e) {
      abort();
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private static MqttConnectionOptions connection(MqttOptions options) throws IOException {
    MqttConnectionOptions connection = new MqttConnectionOptions();
    connection.setCleanStart(true);
    connection.setAutomaticReconnect(false);
    connection.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    connection.setConnectionTimeout(seconds(options.timeout()));
    options.username().ifPresent(connection::setUserName);
    if (options.password().isPresent()) {
      connection.setPassword(options.password().get().value().getBytes(StandardCharsets.UTF_8));
    }
    if (options.isTls()) {
      connection.setSocketFactory(Authorities.context(options.authorities()).getSocketFactory());
      connection.setHttpsHostnameVerificationEnabled(true);
    }
    return connection;
  }

  /** Rounded up: zero would mean for ever. */
  private static int seconds(Duration timeout) {
    return (int) Math.max(1, timeout.plusMillis(999).toSeconds());
  }
}
