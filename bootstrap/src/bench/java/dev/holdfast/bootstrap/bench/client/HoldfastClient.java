package dev.holdfast.bootstrap.bench.client;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.in.SendResult;
import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.service.SupervisedConnection;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.connection.ConnectionState;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ours, through the whole path: socket, transport, connection loop with its machine, session
 * protocol, sink; and from the use case through the outbox to the socket.
 */
final class HoldfastClient implements MeasuredClient {

  private @Nullable SupervisedConnection connection;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws InterruptedException {
    CountDownLatch up = new CountDownLatch(1);
    SupervisedConnection opening =
        new BenchConnections(1)
            .create(
                "bench",
                ConnectionPolicy.defaults(),
                gateway,
                (message, roomAgain) -> {
                  if (message instanceof InboundMessage.Text text) {
                    onText.accept(text.text());
                  }
                  return true;
                },
                (id, transition) -> {
                  if (transition.to() == ConnectionState.CONNECTED) {
                    up.countDown();
                  }
                });
    connection = opening;
    opening.connect();
    if (!up.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up: " + opening.status());
    }
  }

  @Override
  public void send(String text) {
    SupervisedConnection open = Objects.requireNonNull(connection, "open() comes first");
    OutboundMessage message = new OutboundMessage.Text(text);
    SendResult result = now(open.send(message));
    while (result == SendResult.OUTBOX_FULL) {
      Backpressure.await(() -> open.status().queued() < Backpressure.MESSAGES_MAX);
      result = now(open.send(message));
    }
    if (result != SendResult.ACCEPTED) {
      throw new IllegalStateException("refused: " + result);
    }
  }

  /** What is kept in memory is answered at once. */
  private static SendResult now(CompletionStage<SendResult> answer) {
    return answer.toCompletableFuture().join();
  }
}
