package dev.holdfast.bootstrap.bench.client;

import java.net.URI;
import java.util.function.Consumer;

/** One WebSocket client with one connection, as an application would use it. */
public interface MeasuredClient {

  /**
   * Opens the connection and returns when messages may flow.
   *
   * @param gateway where to
   * @param onText told of every text message, one at a time, on whatever thread the client uses
   * @throws Exception if the connection cannot be opened; the run is void then
   */
  void open(URI gateway, Consumer<String> onText) throws Exception;

  /**
   * Sends one text message; waits while the client's own buffer is full. May be called from {@code
   * onText}, or from one other thread.
   *
   * @throws Exception if the connection has ended; the run is void then
   */
  void send(String text) throws Exception;
}
