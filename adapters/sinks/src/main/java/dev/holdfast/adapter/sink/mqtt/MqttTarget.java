package dev.holdfast.adapter.sink.mqtt;

import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each message with QoS 1 to an MQTT 5 broker. A message counts as written once the
 * broker has acknowledged it; whatever it had not when the link broke is published again, so a
 * subscriber may see it twice. What the broker refuses for good (not authorized, too large, topic
 * or payload invalid) is lost, and the next message is published.
 */
public final class MqttTarget implements Target {

  private final MqttOptions options;

  private @Nullable BrokerLink link;

  /** A target for one broker. */
  public MqttTarget(MqttOptions options) {
    this.options = options;
  }

  @Override
  public void open() throws IOException, InterruptedException {
    link();
  }

  @Override
  public Outcome write(Batch batch) throws IOException, InterruptedException {
    BrokerLink open = link();
    Acknowledgements words = new Acknowledgements(options.timeout().toMillis());
    try {
      for (Received message : batch.messages()) {
        publish(message, open, words);
      }
      words.awaitAll();
      return Outcome.refused(batch.size(), words.refused(), words.why());
    } catch (MqttException e) {
      drop();
      return new Outcome(
          words.finished(),
          words.refused(),
          Outcome.Ending.AGAIN,
          "MQTT: " + MqttWords.of(e),
          Duration.ZERO);
    }
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }

  private void publish(Received message, BrokerLink open, Acknowledgements words)
      throws MqttException, InterruptedException {
    String topic = options.topicOf(message.connection());
    byte[] payload = options.payload().of(message);
    while (true) {
      try {
        words.expect(open.publish(topic, payload));
        return;
      } catch (MqttException e) {
        int reason = e.getReasonCode();
        if (reason == MqttClientException.REASON_CODE_MAX_INFLIGHT && words.areMissing()) {
          // The broker wants no more at the same time than this.
          words.awaitOldest();
        } else if (Acknowledgements.isForGood(reason)) {
          words.refusedHere(MqttWords.of(e));
          return;
        } else {
          throw e;
        }
      }
    }
  }

  private BrokerLink link() throws IOException, InterruptedException {
    BrokerLink open = link;
    if (open != null && open.isOpen()) {
      return open;
    }
    drop();
    open = BrokerLink.open(options);
    link = open;
    return open;
  }

  private void drop() {
    if (link != null) {
      link.abort();
      link = null;
    }
  }
}
