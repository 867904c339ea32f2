package dev.holdfast.bootstrap.bench.client;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** OkHttp. Its queue is bounded at 16 MiB by itself; it is kept much shorter here. */
final class OkHttpPeer implements MeasuredClient {

  private static final long QUEUE_MAX_BYTES = 1 << 20;

  private @Nullable WebSocket socket;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws InterruptedException {
    CountDownLatch up = new CountDownLatch(1);
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(0, TimeUnit.MILLISECONDS).build();
    socket =
        client.newWebSocket(
            new Request.Builder().url(gateway.toString()).build(),
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket opened, Response response) {
                up.countDown();
              }

              @Override
              public void onMessage(WebSocket from, String text) {
                onText.accept(text);
              }
            });
    if (!up.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up");
    }
  }

  @Override
  public void send(String text) {
    WebSocket open = Objects.requireNonNull(socket, "open() comes first");
    if (open.queueSize() > QUEUE_MAX_BYTES) {
      Backpressure.await(() -> open.queueSize() <= QUEUE_MAX_BYTES);
    }
    if (!open.send(text)) {
      throw new IllegalStateException("refused");
    }
  }
}
