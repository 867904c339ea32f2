package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.sink.file.FileOptions;
import dev.holdfast.adapter.sink.file.FileTarget;
import dev.holdfast.adapter.sink.file.Period;
import dev.holdfast.adapter.sink.http.BodyFormat;
import dev.holdfast.adapter.sink.http.WebhookOptions;
import dev.holdfast.adapter.sink.http.WebhookTarget;
import dev.holdfast.adapter.sink.line.LineTarget;
import dev.holdfast.adapter.sink.mqtt.MqttOptions;
import dev.holdfast.adapter.sink.mqtt.MqttTarget;
import dev.holdfast.adapter.sink.mqtt.PayloadForm;
import dev.holdfast.adapter.sink.queue.QueueOptions;
import dev.holdfast.adapter.sink.queue.Secret;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.adapter.sink.queue.WhenFull;
import dev.holdfast.bootstrap.config.CredentialValue;
import dev.holdfast.bootstrap.config.SinkConfig;
import dev.holdfast.bootstrap.config.SinkQueueConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Turns configured sinks into targets of the sink adapter. */
public final class SinkTargets {

  private final Consumer<String> learned;
  private final Executor background;
  private final String run = UUID.randomUUID().toString().substring(0, 13);

  /**
   * Makes targets.
   *
   * @param learned told of every secret that a file held, whenever it is read
   * @param background where rotated files are compressed
   */
  public SinkTargets(Consumer<String> learned, Executor background) {
    this.learned = learned;
    this.background = background;
  }

  /**
   * Opens what can be opened before anything is received: files. Blocks.
   *
   * @return the targets in the order of the configuration
   * @throws IOException if a file cannot be written; what was opened is closed again
   */
  public Map<SinkConfig, Target> open(List<SinkConfig> sinks) throws IOException {
    Map<SinkConfig, Target> targets = new LinkedHashMap<>();
    try {
      for (SinkConfig sink : sinks) {
        targets.put(sink, target(sink));
      }
      return targets;
    } catch (IOException e) {
      for (Target open : targets.values()) {
        open.close();
      }
      throw e;
    }
  }

  /** What is to be known of a sink's queue. */
  static QueueOptions queue(SinkQueueConfig queue) {
    return new QueueOptions(
        queue.maxMessages(),
        queue.maxBytes(),
        switch (queue.whenFull()) {
          case BLOCK -> WhenFull.BLOCK;
          case DROP_NEWEST -> WhenFull.DROP_NEWEST;
          case DROP_OLDEST -> WhenFull.DROP_OLDEST;
        },
        queue.batchMessages(),
        queue.batchBytes(),
        queue.linger(),
        queue.retry());
  }

  private Target target(SinkConfig sink) throws IOException {
    if (sink instanceof SinkConfig.File file) {
      return file(file);
    }
    if (sink instanceof SinkConfig.Webhook webhook) {
      return webhook(webhook);
    }
    if (sink instanceof SinkConfig.Mqtt mqtt) {
      return mqtt(mqtt);
    }
    // Not System.out: it keeps quiet when the reader is gone.
    return new LineTarget(new FileOutputStream(FileDescriptor.out));
  }

  private Target file(SinkConfig.File file) throws IOException {
    try {
      return FileTarget.open(
          new FileOptions(
              file.path(),
              file.rotateBytes(),
              file.rotateEvery()
                  .map(
                      every ->
                          switch (every) {
                            case HOUR -> Period.HOUR;
                            case DAY -> Period.DAY;
                          }),
              file.keep(),
              file.compress(),
              file.syncWithin()),
          System::nanoTime,
          System::currentTimeMillis,
          background);
    } catch (IOException e) {
      // These carry nothing but the name of the file.
      String kind = e instanceof FileSystemException ? e.getClass().getSimpleName() + " " : "";
      String reason = kind + e.getMessage();
      throw new IOException("the sink " + file.name() + " cannot be opened: " + reason, e);
    }
  }

  private Target webhook(SinkConfig.Webhook webhook) {
    return new WebhookTarget(
        new WebhookOptions(
            webhook.url(),
            switch (webhook.body()) {
              case NDJSON -> BodyFormat.NDJSON;
              case ARRAY -> BodyFormat.ARRAY;
            },
            webhook.timeout(),
            webhook.headers(),
            webhook.token().map(this::secret),
            webhook.secret().map(this::secret),
            webhook.caFile()),
        run + "-" + webhook.name(),
        System::currentTimeMillis);
  }

  private Target mqtt(SinkConfig.Mqtt mqtt) {
    return new MqttTarget(
        new MqttOptions(
            mqtt.url(),
            mqtt.topic(),
            switch (mqtt.payload()) {
              case MESSAGE -> PayloadForm.MESSAGE;
              case RECORD -> PayloadForm.RECORD;
            },
            mqtt.retain(),
            mqtt.clientId().orElse("holdfast-" + run),
            mqtt.timeout(),
            mqtt.username(),
            mqtt.password().map(this::secret),
            mqtt.caFile()));
  }

  private Secret secret(CredentialValue value) {
    return () -> value.now(learned);
  }
}
