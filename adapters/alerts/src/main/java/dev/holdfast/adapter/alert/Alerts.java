package dev.holdfast.adapter.alert;

import dev.holdfast.application.port.out.Alert;
import dev.holdfast.application.port.out.AlertTarget;
import dev.holdfast.application.port.out.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever is to be told, one alert after the other, a few times if it does not work. What
 * could not be told is an error in the log: there it is not lost.
 */
public final class Alerts implements AlertTarget {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.alerts");

  /** More than this wait only if every way out hangs. */
  static final int WAITING_MOST = 100;

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15));

  private final Surroundings surroundings;
  private final AlertJson json;
  private final List<Channel> channels = new ArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong untold = new AtomicLong();

  /**
   * What it needs of the world around it.
   *
   * @param executor runs one task after the other, and may be blocked
   * @param pause waits; replaced where nobody wants to wait
   * @param wallClock the time of day
   * @param mask takes secrets out of a text
   */
  public record Surroundings(
      Executor executor, Pause pause, WallClock wallClock, UnaryOperator<String> mask) {}

  /** Waits. */
  @FunctionalInterface
  public interface Pause {

    /** Blocks for as long. */
    void of(Duration time) throws InterruptedException;
  }

  /**
   * Tells these.
   *
   * @param options who is told
   */
  public Alerts(AlertOptions options, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.json = new AlertJson(surroundings.mask());
    options
        .webhook()
        .ifPresent(url -> channels.add(new WebhookChannel(url, options.limit(), json)));
    options
        .command()
        .ifPresent(words -> channels.add(new CommandChannel(words, options.limit(), json)));
  }

  /** How many alerts somebody was not told. Any thread. */
  public long untold() {
    return untold.get();
  }

  @Override
  public void tell(Alert alert) {
    if (alert.kind() == Alert.Kind.DOWN) {
      LOG.warn("{}", json.sentence(alert));
    } else {
      LOG.info("{}", json.sentence(alert));
    }
    if (waiting.incrementAndGet() > WAITING_MOST) {
      waiting.decrementAndGet();
      untold("all channels", alert, WAITING_MOST + " alerts wait already");
      return;
    }
    Instant at = Instant.ofEpochMilli(surroundings.wallClock().millis());
    surroundings
        .executor()
        .execute(
            () -> {
              try {
                channels.forEach(channel -> tell(channel, alert, at));
              } finally {
                waiting.decrementAndGet();
              }
            });
  }

  @Override
  public void settle(Duration within) {
    CountDownLatch behind = new CountDownLatch(1);
    surroundings.executor().execute(behind::countDown);
    try {
      if (!behind.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.error("The process ends before the latest alerts were told");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Channel channel, Alert alert, Instant at) {
    String why = "";
    try {
      for (int tries = 0; ; tries++) {
        try {
          channel.tell(alert, at);
          LOG.debug("Told {}: {}", channel.name(), alert.kind().id());
          return;
        } catch (IOException e) {
          why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
          if (tries == PAUSES.size()) {
            break;
          }
          surroundings.pause().of(PAUSES.get(tries));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    } catch (RuntimeException e) {
      // The other channels are told all the same.
      why = e.toString();
    }
    untold(channel.name(), alert, why);
  }

  private void untold(String who, Alert alert, String why) {
    untold.incrementAndGet();
    LOG.error(
        "Not told to the {}: {} ({})", who, json.sentence(alert), surroundings.mask().apply(why));
  }
}
