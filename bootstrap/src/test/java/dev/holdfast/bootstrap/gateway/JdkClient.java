package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client with every event in one queue, as text. */
final class JdkClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  JdkClient(URI gateway) {
    socket = HTTP.newWebSocketBuilder().buildAsync(gateway, this).join();
  }

  /** Sends a text, waits for the next message and returns it. */
  String ask(String message) throws InterruptedException {
    socket.sendText(message, true).join();
    return next();
  }

  WebSocket socket() {
    return socket;
  }

  /** The next text, {@code pong PAYLOAD}, {@code closed CODE} or {@code error}. */
  String next() throws InterruptedException {
    String event = events.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(event).as("something within %s", LIMIT).isNotNull();
    return event;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      events.add(text.toString());
      text.setLength(0);
    }
    return WebSocket.Listener.super.onText(webSocket, data, last);
  }

  @Override
  public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    events.add("pong " + StandardCharsets.UTF_8.decode(message));
    return WebSocket.Listener.super.onPong(webSocket, message);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    events.add("closed " + statusCode);
    return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    events.add("error");
  }

  @Override
  public void close() {
    socket.abort();
  }
}
