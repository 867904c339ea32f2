package dev.holdfast.adapter.sink.http;

import dev.holdfast.adapter.sink.json.Records;
import dev.holdfast.adapter.sink.queue.SinkContract;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A webhook keeps the promises of every sink, also while its server is overloaded. */
final class WebhookContractTest implements SinkContract {

  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = Receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Override
  public Target working() {
    return new WebhookTarget(
        new WebhookOptions(
            receiver.uri("http"),
            BodyFormat.NDJSON,
            Duration.ofSeconds(30),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        "run",
        System::currentTimeMillis);
  }

  @Override
  public Target failing() {
    receiver.usually(Receiver.status(503));
    return working();
  }

  @Override
  public void recover() {
    receiver.usually(Receiver.status(204));
  }

  @Override
  public List<String> arrived() {
    return receiver.taken().stream()
        .flatMap(request -> request.body().lines())
        .map(Records::text)
        .toList();
  }
}
