package dev.holdfast.bootstrap.bench.client;

import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketAdapter;
import com.neovisionaries.ws.client.WebSocketException;
import com.neovisionaries.ws.client.WebSocketFactory;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** nv-websocket-client, with its own bound on frames that wait. */
final class NvPeer implements MeasuredClient {

  private @Nullable WebSocket socket;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws IOException, WebSocketException {
    WebSocket opening = new WebSocketFactory().setConnectionTimeout(10_000).createSocket(gateway);
    opening.getSocket();
    opening.setFrameQueueSize(Backpressure.MESSAGES_MAX);
    opening.setAutoFlush(true);
    opening.addListener(
        new WebSocketAdapter() {
          @Override
          public void onTextMessage(WebSocket from, String text) {
            onText.accept(text);
          }
        });
    opening.connect();
    opening.getSocket().setTcpNoDelay(true);
    socket = opening;
  }

  @Override
  public void send(String text) {
    var unused = Objects.requireNonNull(socket, "open() comes first").sendText(text);
  }
}
