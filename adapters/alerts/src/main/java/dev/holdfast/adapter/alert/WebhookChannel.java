package dev.holdfast.adapter.alert;

import dev.holdfast.application.port.out.Alert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A POST with an object of JSON. */
final class WebhookChannel implements Channel {

  private static final int SUCCESS_FROM = 200;
  private static final int SUCCESS_TO = 299;

  private final URI url;
  private final Duration limit;
  private final AlertJson json;
  private final HttpClient client;

  WebhookChannel(URI url, Duration limit, AlertJson json) {
    this.url = url;
    this.limit = limit;
    this.json = json;
    this.client = HttpClient.newBuilder().connectTimeout(limit).build();
  }

  /** Without path and query, which may be secrets. */
  @Override
  public String name() {
    return "webhook at " + url.getHost();
  }

  @Override
  public void tell(Alert alert, Instant at) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .timeout(limit)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.write(alert, at)))
            .build();
    int status = client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status < SUCCESS_FROM || status > SUCCESS_TO) {
      throw new IOException("answered " + status);
    }
  }
}
