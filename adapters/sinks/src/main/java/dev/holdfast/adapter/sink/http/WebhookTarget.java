package dev.holdfast.adapter.sink.http;

import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.adapter.sink.tls.Authorities;
import dev.holdfast.application.port.out.WallClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts each batch as one request. Any 2xx means that all of it is taken. 5xx, 408, 425 and 429, a
 * timeout and a broken connection mean later, with the same {@value #BATCH_ID}, and a {@code
 * Retry-After} is honoured; so do redirects, which are not followed: what was signed for one
 * receiver is not shown to another. Any other 4xx means that the batch is refused: it is lost, and
 * the next one is sent.
 */
public final class WebhookTarget implements Target {

  /** The header by which a receiver recognises a batch that it has seen already. */
  static final String BATCH_ID = "Idempotency-Key";

  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private final WebhookOptions options;
  private final String run;
  private final WallClock wallClock;

  private @Nullable HttpClient client;

  /**
   * A target for one web server.
   *
   * @param run unique to this run of the process, the first part of every batch's id
   * @param wallClock for the time stamp that is signed
   */
  public WebhookTarget(WebhookOptions options, String run, WallClock wallClock) {
    this.options = options;
    this.run = run;
    this.wallClock = wallClock;
  }

  @Override
  public void open() throws IOException {
    client =
        HttpClient.newBuilder()
            .connectTimeout(options.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(Authorities.context(options.authorities()))
            .build();
  }

  @Override
  public Outcome write(Batch batch) throws IOException, InterruptedException {
    HttpResponse<Void> response = send(request(batch));
    int status = response.statusCode();
    String answer = "HTTP " + status + " from " + options.url().getHost();
    if (status / 100 == 2) {
      return Outcome.done(batch.size());
    }
    if (status / 100 == 4 && !LATER.contains(status)) {
      return Outcome.refused(batch.size(), batch.size(), answer);
    }
    return Outcome.again(0, answer, retryAfter(response));
  }

  private HttpRequest request(Batch batch) throws IOException {
    byte[] body = options.format().body(batch);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(options.url())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .setHeader("User-Agent", "holdfast")
            .setHeader("Content-Type", options.format().contentType())
            .setHeader(BATCH_ID, run + "-" + batch.number());
    options.headers().forEach(request::setHeader);
    if (options.token().isPresent()) {
      request.setHeader("Authorization", "Bearer " + options.token().get().value());
    }
    if (options.signingKey().isPresent()) {
      long seconds = TimeUnit.MILLISECONDS.toSeconds(wallClock.millis());
      String key = options.signingKey().get().value();
      request.setHeader(Signature.HEADER, Signature.of(key, seconds, body));
    }
    return request.build();
  }

  private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("written to before it was opened");
    }
    CompletableFuture<HttpResponse<Void>> answer =
        open.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      // The client's own timeout ends with the headers; a body may stall as well.
      return answer.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "no answer from " + options.url().getHost() + " within " + options.timeout(), e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private IOException failure(@Nullable Throwable cause) {
    String kind = cause == null ? "no reason given" : cause.getClass().getSimpleName();
    String message = cause == null || cause.getMessage() == null ? "" : " " + cause.getMessage();
    return new IOException(
        options.url().getHost() + " cannot be reached: " + kind + message, cause);
  }

  private Duration retryAfter(HttpResponse<Void> response) {
    Optional<String> value = response.headers().firstValue("Retry-After");
    return value
        .map(text -> RetryAfter.parse(text, Instant.ofEpochMilli(wallClock.millis())))
        .orElse(Duration.ZERO);
  }
}
