package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Given.Order;
import dev.holdfast.bootstrap.crash.Given.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who gives commands with ids through the control API, gives them again until there is an
 * answer, and some once more later, and writes down what the daemon said. Has a thread of its own
 * until it is stopped; what is asked of it in the calm afterwards, on the caller's.
 */
final class Commander {

  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PAUSE_WHEN_NOTHING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long CALM_MILLIS = 30_000;

  /** Hardly enough for a link that is up, enough for that, and enough for a kill and a start. */
  private static final long[] TIMEOUTS_MILLIS = {20, 300, 20_000, 20_000};

  /** So many are remembered, to be given again. */
  private static final int REMEMBERED = 30;

  private static final int FORGETS_OF = 3;

  private static final int IN_THE_CALM = 10;

  private static final Pattern OUTCOME = Pattern.compile("\"outcome\"\\s*:\\s*\"([a-z-]+)\"");
  private static final Pattern DEED = Pattern.compile("\"deed\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient client;
  private final URI commands;
  private final SplittableRandom random;
  private final Ledger ledger;
  private final Lives lives;
  private final Deque<Order> remembered = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "commander");

  /**
   * Begins to give commands.
   *
   * @param client may be shared
   * @param commands where they are given
   */
  Commander(HttpClient client, URI commands, SplittableRandom random, Ledger ledger, Lives lives) {
    this.client = client;
    this.commands = commands;
    this.random = random;
    this.ledger = ledger;
    this.lives = lives;
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets it end the command that it is at. */
  void stop() throws InterruptedException {
    stopped.countDown();
    thread.join(PATIENCE.multipliedBy(2).toMillis());
    if (thread.isAlive()) {
      throw new IllegalStateException("a commander does not end");
    }
  }

  /** Nothing is killed any more: gives some new commands, and those that it remembers. */
  void actInTheCalm() throws InterruptedException {
    for (int i = 0; i < IN_THE_CALM; i++) {
      ask(new Order(ledger.nextNumber(), random.nextBoolean(), false, CALM_MILLIS, true));
    }
    while (!remembered.isEmpty()) {
      ask(remembered.remove());
    }
  }

  private void run() {
    try {
      do {
        boolean again = remembered.size() > random.nextInt(REMEMBERED);
        Order order = again ? remembered.remove() : next();
        giveUntilTold(order);
        // Or there would be no new ones after a while.
        if (!again || random.nextInt(FORGETS_OF) > 0) {
          remembered.add(order);
        }
      } while (!stopped.await(random.nextLong(PAUSE_NANOS), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Order next() {
    return new Order(
        ledger.nextNumber(),
        random.nextInt(3) == 0,
        random.nextInt(10) == 0,
        TIMEOUTS_MILLIS[random.nextInt(TIMEOUTS_MILLIS.length)],
        false);
  }

  private void giveUntilTold(Order order) throws InterruptedException {
    while (!ask(order) && !stopped.await(PAUSE_WHEN_NOTHING_NANOS, TimeUnit.NANOSECONDS)) {
      // The daemon is not there, or died over it.
    }
  }

  /** Whether there was an answer. */
  private boolean ask(Order order) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(commands)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(order)))
            .build();
    long asked = ledger.nextMoment();
    Told told = Told.NOTHING;
    String deed = "";
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      told = answer.statusCode() == OK ? told(answer.body()) : Told.NONSENSE;
      Matcher its = DEED.matcher(answer.body());
      deed = its.find() ? its.group(1) : "";
    } catch (IOException e) {
      // Nothing is told.
    }
    int life = lives.now();
    Given given =
        new Given(order, told, deed, asked, ledger.nextMoment(), System.currentTimeMillis(), life);
    ledger.add(given);
    return told != Told.NOTHING;
  }

  private static Told told(String body) {
    Matcher outcome = OUTCOME.matcher(body);
    if (!outcome.find()) {
      return Told.NONSENSE;
    }
    return switch (outcome.group(1)) {
      case "answered" -> Told.ANSWERED;
      case "refused" -> Told.REFUSED;
      case "not-sent" -> Told.NOT_SENT;
      // Whoever says that it has not looked has said nothing of the command.
      case "unknown" -> body.contains("whether it was given before") ? Told.NOTHING : Told.UNKNOWN;
      default -> Told.NONSENSE;
    };
  }

  private static String body(Order order) {
    return "{\"name\":\"do\",\"payload\":{\"n\":"
        + order.number()
        + (order.unwanted() ? "," + CrashGateway.UNWANTED : "")
        + "},\"timeout\":\""
        + order.timeoutMillis()
        + "ms\",\"idempotent\":"
        + order.idempotent()
        + ",\"id\":\"do-"
        + order.number()
        + "\"}";
  }
}
