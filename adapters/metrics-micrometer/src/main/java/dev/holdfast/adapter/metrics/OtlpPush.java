package dev.holdfast.adapter.metrics;

import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes figures over HTTP; a receiver that is down costs a line in the log when it begins and one
 * when it ends. On a thread of Micrometer's. What could not be pushed is in the next push, because
 * figures are sums.
 */
final class OtlpPush implements OtlpMetricsSender {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.metrics");

  private static final int SUCCESS_FROM = 200;
  private static final int SUCCESS_TO = 299;

  private final HttpClient client;
  private volatile Duration timeout;
  private final AtomicLong failed = new AtomicLong();
  private boolean failing;

  OtlpPush(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** From now on there is less time: the process ends. */
  void hurry(Duration most) {
    timeout = most;
  }

  /** How many pushes have failed. */
  long failed() {
    return failed.get();
  }

  @Override
  public void send(Request request) {
    try {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(URI.create(request.getAddress()))
              .timeout(timeout)
              .header("Content-Type", "application/x-protobuf")
              .POST(HttpRequest.BodyPublishers.ofByteArray(request.getMetricsData()));
      request.getHeaders().forEach(post::setHeader);
      HttpResponse<Void> answer = client.send(post.build(), HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() < SUCCESS_FROM || answer.statusCode() > SUCCESS_TO) {
        failed("answered " + answer.statusCode());
      } else if (failing) {
        failing = false;
        LOG.info("Metrics are pushed again");
      }
    } catch (IOException e) {
      failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(String why) {
    failed.incrementAndGet();
    if (!failing) {
      failing = true;
      LOG.warn("Metrics cannot be pushed, tried again at every interval: {}", why);
    }
  }
}
