package dev.holdfast.bootstrap.bench.client;

import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The least that keeps a link with OkHttp: a socket, a ping now and then. Says when it is up. */
public final class MinimalOkHttp {

  private MinimalOkHttp() {}

  /** Argument: the URL of a gateway. */
  public static void main(String[] arguments) {
    new OkHttpClient.Builder()
        .pingInterval(Duration.ofSeconds(30))
        .build()
        .newWebSocket(
            new Request.Builder().url(arguments[0]).build(),
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket opened, Response response) {
                System.out.println("up");
              }
            });
  }
}
