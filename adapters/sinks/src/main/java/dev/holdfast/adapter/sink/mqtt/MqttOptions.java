package dev.holdfast.adapter.sink.mqtt;

import dev.holdfast.adapter.sink.queue.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where messages are published, and how.
 *
 * @param url {@code mqtt} or {@code mqtts}, a host, and a port unless it is 1883 or 8883
 * @param topic with {@code {connection}} where the id of the connection goes
 * @param payload what is published
 * @param retain whether the broker keeps the last message of a topic
 * @param clientId unique at the broker
 * @param timeout for connecting, and for each acknowledgement
 * @param username who we are
 * @param password what goes with it
 * @param authorities PEM file with the certificates to trust; empty for the Java runtime's
 */
public record MqttOptions(
    URI url,
    String topic,
    PayloadForm payload,
    boolean retain,
    String clientId,
    Duration timeout,
    Optional<String> username,
    Optional<Secret> password,
    Optional<Path> authorities) {

  private static final String PLAIN = "mqtt";
  private static final String TLS = "mqtts";

  /** Checks the ranges. */
  public MqttOptions {
    Objects.requireNonNull(payload, "payload");
    if (!PLAIN.equals(url.getScheme()) && !TLS.equals(url.getScheme())) {
      throw new IllegalArgumentException("url must be mqtt or mqtts but was " + url.getScheme());
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero but was " + timeout);
    }
  }

  boolean isTls() {
    return TLS.equals(url.getScheme());
  }

  /** The broker as the client library names it. */
  String broker() {
    int port = url.getPort() > 0 ? url.getPort() : isTls() ? 8883 : 1883;
    return (isTls() ? "ssl://" : "tcp://") + url.getHost() + ":" + port;
  }

  /** The topic of a connection; what would be a wildcard in it becomes an underscore. */
  String topicOf(String connection) {
    return topic.replace("{connection}", connection.replaceAll("[+#\\p{Cntrl}]", "_"));
  }
}
