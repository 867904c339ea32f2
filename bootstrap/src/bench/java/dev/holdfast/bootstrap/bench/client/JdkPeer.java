package dev.holdfast.bootstrap.bench.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client in the JDK; it takes one message at a time. */
final class JdkPeer implements MeasuredClient {

  private @Nullable WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  @Override
  public void open(URI gateway, Consumer<String> onText) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(gateway, new Listener(onText))
            .get(10, TimeUnit.SECONDS);
  }

  @Override
  public synchronized void send(String text) {
    // Another one before the last has left is an error.
    sent.join();
    sent = Objects.requireNonNull(socket, "open() comes first").sendText(text, true);
  }

  private static final class Listener implements WebSocket.Listener {

    private final Consumer<String> onText;
    private final StringBuilder parts = new StringBuilder();

    Listener(Consumer<String> onText) {
      this.onText = onText;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (last && parts.length() == 0) {
        onText.accept(part.toString());
      } else {
        parts.append(part);
        if (last) {
          onText.accept(parts.toString());
          parts.setLength(0);
        }
      }
      from.request(1);
      return null;
    }
  }
}
