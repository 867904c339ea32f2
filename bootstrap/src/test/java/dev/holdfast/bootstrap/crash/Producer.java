package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Sent.Fate;
import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who sends numbered messages through the control API, one after the other, and writes
 * down what the daemon said. Has a thread of its own until it is stopped.
 */
final class Producer {

  /** As much as the outbox takes; a message that is too large has more. */
  static final int OUTBOX_BYTES = 64 * 1024;

  private static final int KEYS = 4;
  private static final int ACCEPTED = 202;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Between messages, so that a long run does not become one of millions. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /** After a refusal: the daemon is down, or full. */
  private static final long PAUSE_WHEN_REFUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final HttpClient client;
  private final URI send;
  private final Kind usually;
  private final boolean acknowledged;
  private final SplittableRandom random;
  private final Ledger ledger;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Begins to send.
   *
   * @param client may be shared
   * @param send where messages are given
   * @param usually what most of its messages are
   * @param acknowledged whether the gateway answers them, and may refuse some
   * @param random what they look like
   */
  Producer(
      HttpClient client,
      URI send,
      Kind usually,
      boolean acknowledged,
      SplittableRandom random,
      Ledger ledger) {
    this.client = client;
    this.send = send;
    this.usually = usually;
    this.acknowledged = acknowledged;
    this.random = random;
    this.ledger = ledger;
    this.thread = new Thread(this::run, "producer-" + usually);
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets it end the message that it is at. */
  void stop() throws InterruptedException {
    stopped.countDown();
    thread.join(PATIENCE.plusSeconds(10).toMillis());
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
  }

  private void run() {
    try {
      Sent latest;
      do {
        latest = sendOne();
        ledger.add(latest);
      } while (!stopped.await(pauseAfter(latest), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pauseAfter(Sent sent) {
    return sent.accepted() ? random.nextLong(PAUSE_NANOS) : PAUSE_WHEN_REFUSED_NANOS;
  }

  private Sent sendOne() throws InterruptedException {
    long number = ledger.nextNumber();
    Kind kind = kind();
    String key = kind == Kind.LATEST_VALUE ? "key-" + random.nextInt(KEYS) : "";
    String id = acknowledged && random.nextBoolean() ? "mine-" + number : "";
    HttpRequest request =
        HttpRequest.newBuilder(send)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(number, kind, key, id)))
            .build();
    long asked = ledger.nextMoment();
    Fate fate;
    try {
      int status = client.send(request, BodyHandlers.ofString()).statusCode();
      fate = status == ACCEPTED ? Fate.ACCEPTED : Fate.REFUSED;
    } catch (ConnectException e) {
      fate = Fate.NOT_REACHED;
    } catch (IOException e) {
      fate = Fate.UNKNOWN;
    }
    long answered = fate == Fate.UNKNOWN ? Sent.NEVER : ledger.nextMoment();
    return new Sent(number, kind, key, id, fate, asked, answered, ledger.round());
  }

  private Kind kind() {
    if (usually != Kind.AT_LEAST_ONCE) {
      return usually;
    }
    return switch (random.nextInt(100)) {
      case 0 -> Kind.TOO_LARGE;
      case 1, 2 -> acknowledged ? Kind.UNWANTED : Kind.AT_LEAST_ONCE;
      default -> Kind.AT_LEAST_ONCE;
    };
  }

  private static String body(long number, Kind kind, String key, String id) {
    String text =
        "{\\\"n\\\":"
            + number
            + (kind == Kind.UNWANTED ? "," + CrashGateway.UNWANTED.replace("\"", "\\\"") : "")
            + (kind == Kind.TOO_LARGE ? ",\\\"x\\\":\\\"" + "x".repeat(OUTBOX_BYTES) + "\\\"" : "")
            + "}";
    return "{\"text\":\""
        + text
        + "\",\"class\":\""
        + kind.label()
        + (key.isEmpty() ? "" : "\",\"key\":\"" + key)
        + (id.isEmpty() ? "" : "\",\"id\":\"" + id)
        + "\"}";
  }
}
