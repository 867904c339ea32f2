package dev.holdfast.bootstrap.bench.client;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/** The client of Jetty 12. Its queue has no bound, so one is kept here. */
final class JettyPeer implements MeasuredClient {

  private final Semaphore room = new Semaphore(Backpressure.MESSAGES_MAX);
  private @Nullable Session session;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws Exception {
    WebSocketClient client = new WebSocketClient();
    client.start();
    Endpoint endpoint = new Endpoint(onText);
    // The future that this returns is completed only when the gateway pauses, which a flood never
    // does; the endpoint is told in time.
    var unused = client.connect(endpoint, gateway);
    session = endpoint.opened.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void send(String text) throws InterruptedException {
    room.acquire();
    Objects.requireNonNull(session, "open() comes first")
        .sendText(text, Callback.from(room::release, failure -> room.release()));
  }

  /** Jetty asks for a public class. */
  public static final class Endpoint implements Session.Listener.AutoDemanding {

    private final Consumer<String> onText;
    private final CompletableFuture<Session> opened = new CompletableFuture<>();

    Endpoint(Consumer<String> onText) {
      this.onText = onText;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      opened.complete(session);
    }

    @Override
    public void onWebSocketText(String text) {
      onText.accept(text);
    }
  }
}
