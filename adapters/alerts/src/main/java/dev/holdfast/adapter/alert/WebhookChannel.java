package dev.holdfast.adapter.alert;

import dev.holdfast.application.port.out.Alert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    int status = statusOf(post);
    if (status < SUCCESS_FROM || status > SUCCESS_TO) {
      throw new IOException("answered " + status);
    }
  }

  /** The timeout of a request ends with the headers of its answer; who stalls then is left too. */
  private int statusOf(HttpRequest post) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(post, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException failure
          ? failure
          : new IOException(String.valueOf(cause), cause);
    } finally {
      answer.cancel(true);
    }
  }
}
