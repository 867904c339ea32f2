package dev.holdfast.bootstrap.bench.client;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/** Java-WebSocket. Its queue has no bound, so one is kept here. */
final class JavaWebSocketPeer implements MeasuredClient {

  private @Nullable WebSocketClient client;
  private @Nullable BlockingQueue<?> queue;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws InterruptedException {
    WebSocketClient opening =
        new WebSocketClient(gateway) {
          @Override
          public void onOpen(ServerHandshake handshake) {
            // connectBlocking tells.
          }

          @Override
          public void onMessage(String text) {
            onText.accept(text);
          }

          @Override
          public void onClose(int code, String reason, boolean remote) {
            // Sending fails then.
          }

          @Override
          public void onError(Exception failure) {
            failure.printStackTrace();
          }
        };
    opening.setTcpNoDelay(true);
    opening.setConnectionLostTimeout(0);
    if (!opening.connectBlocking(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up");
    }
    client = opening;
    queue = ((WebSocketImpl) opening.getConnection()).outQueue;
  }

  @Override
  public void send(String text) {
    BlockingQueue<?> waiting = Objects.requireNonNull(queue, "open() comes first");
    if (waiting.size() > Backpressure.MESSAGES_MAX) {
      Backpressure.await(() -> waiting.size() <= Backpressure.MESSAGES_MAX);
    }
    Objects.requireNonNull(client, "open() comes first").send(text);
  }
}
