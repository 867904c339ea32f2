package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One place where messages go. Printing it shows no secret. */
public sealed interface SinkConfig {

  /** What it is called in the log; unique. */
  String name();

  /** What waits in front of it. */
  SinkQueueConfig queue();

  /** How the body of a request holds a batch. */
  enum Body {
    /** One record a line. */
    NDJSON,
    /** A JSON array of records. */
    ARRAY
  }

  /** What is published of a message. */
  enum Payload {
    /** Its content, as it came. */
    MESSAGE,
    /** The JSON record around it. */
    RECORD
  }

  /** How often a file is rotated whatever its size, in UTC. */
  enum Every {
    /** At every full hour. */
    HOUR,
    /** At midnight. */
    DAY
  }

  /** Standard output, one line a message. */
  record StandardOutput(String name, SinkQueueConfig queue) implements SinkConfig {}

  /**
   * A file, one JSON record a line.
   *
   * @param path where it is
   * @param rotateBytes the size at which a new one is begun; empty for any size
   * @param rotateEvery the times at which a new one is begun; empty for never
   * @param keep how many rotated files are kept; empty for all
   * @param compress whether rotated files are compressed
   * @param syncWithin how long after it was written a message must be on the disk itself; zero for
   *     before it counts as written, empty to leave it to the operating system
   */
  record File(
      String name,
      SinkQueueConfig queue,
      Path path,
      OptionalLong rotateBytes,
      Optional<Every> rotateEvery,
      OptionalInt keep,
      boolean compress,
      Optional<Duration> syncWithin)
      implements SinkConfig {}

  /**
   * A web server.
   *
   * @param url {@code http} or {@code https}; its query may hold a secret
   * @param body the form of a batch
   * @param timeout for one request; above zero
   * @param headers further headers
   * @param token a bearer token
   * @param secret what requests are signed with
   * @param caFile the certificates to trust; empty for the Java runtime's
   */
  record Webhook(
      String name,
      SinkQueueConfig queue,
      URI url,
      Body body,
      Duration timeout,
      Map<String, String> headers,
      Optional<CredentialValue> token,
      Optional<CredentialValue> secret,
      Optional<Path> caFile)
      implements SinkConfig {

    /** Copies the map. */
    public Webhook {
      headers = Map.copyOf(headers);
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
      return "Webhook[" + name + ", " + Masking.url(url.toString()) + "]";
    }
  }

  /**
   * An MQTT broker.
   *
   * @param url {@code mqtt} or {@code mqtts}, with host and port
   * @param topic with {@code {connection}} where the connection's id goes
   * @param payload what is published
   * @param retain whether the broker keeps the last message of a topic
   * @param clientId empty for one of our own making
   * @param timeout for connecting and for an acknowledgement; above zero
   * @param username who we are
   * @param password what goes with it
   * @param caFile the certificates to trust; empty for the Java runtime's
   */
  record Mqtt(
      String name,
      SinkQueueConfig queue,
      URI url,
      String topic,
      Payload payload,
      boolean retain,
      Optional<String> clientId,
      Duration timeout,
      Optional<String> username,
      Optional<CredentialValue> password,
      Optional<Path> caFile)
      implements SinkConfig {}
}
