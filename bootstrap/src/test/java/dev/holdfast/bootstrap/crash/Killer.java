package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Kills at random moments, and starts again what it has killed. One thread. */
final class Killer {

  /** What is hit. */
  enum Hit {
    DAEMON,
    GATEWAY,
    BOTH,
    /** The daemon is asked to stop. */
    STOP
  }

  private static final int MOST_BETWEEN_MILLIS = 400;
  private static final int MOST_DOWN_MILLIS = 200;
  private static final long ACCEPTS_AGAIN_WITHIN_SECONDS = 300;

  /** Ended as asked; after its time for that; before it had begun to listen to signals. */
  private static final int STOPPED = 0;

  private static final int FORCED = 1;
  private static final int BY_SIGNAL = 128 + 15;

  private final Mortal daemon;
  private final Mortal gateway;
  private final boolean gatewayToo;
  private final SplittableRandom random;
  private final Ledger ledger;
  private final Lives lives;
  private final Events events;
  private final Map<Hit, Integer> hits = new EnumMap<>(Hit.class);

  /**
   * Has killed nobody yet.
   *
   * @param gatewayToo whether the gateway is killed as well
   */
  Killer(
      Mortal daemon,
      Mortal gateway,
      boolean gatewayToo,
      SplittableRandom random,
      Ledger ledger,
      Lives lives,
      Events events) {
    this.daemon = daemon;
    this.gateway = gateway;
    this.gatewayToo = gatewayToo;
    this.random = random;
    this.ledger = ledger;
    this.lives = lives;
    this.events = events;
  }

  /** One kill, and what follows it. */
  void round(int number) throws Failure, IOException, InterruptedException {
    daemon.mustRun();
    gateway.mustRun();
    long before = ledger.accepted();
    ledger.beginRound(number);
    boolean patient = random.nextInt(4) != 0;
    if (patient && !ledger.awaitMoreThan(before, ACCEPTS_AGAIN_WITHIN_SECONDS)) {
      throw new Failure("no message was accepted within " + ACCEPTS_AGAIN_WITHIN_SECONDS + " s");
    }
    daemon.mustLive(random.nextInt(MOST_BETWEEN_MILLIS));
    Hit hit = next();
    hits.merge(hit, 1, Integer::sum);
    events.add("round " + number + ": " + hit);
    switch (hit) {
      case DAEMON -> {
        lives.ends();
        daemon.kill();
        stayDown(gateway);
        startDaemon();
      }
      case GATEWAY -> {
        gateway.kill();
        stayDown(daemon);
        gateway.start();
      }
      case BOTH -> both();
      case STOP -> {
        lives.ends();
        int code = daemon.stop();
        if (code != STOPPED && code != FORCED && code != BY_SIGNAL) {
          throw new Failure("daemon ended with exit code " + code + " when it was asked to stop");
        }
        stayDown(gateway);
        startDaemon();
      }
    }
  }

  private void both() throws Failure, IOException, InterruptedException {
    lives.ends();
    if (random.nextBoolean()) {
      daemon.kill();
      gateway.kill();
    } else {
      gateway.kill();
      daemon.kill();
    }
    if (random.nextBoolean()) {
      startDaemon();
      stayDown(daemon);
      gateway.start();
    } else {
      gateway.start();
      stayDown(gateway);
      startDaemon();
    }
  }

  private void startDaemon() throws IOException {
    lives.begins();
    daemon.start();
  }

  private Hit next() {
    int of10 = random.nextInt(10);
    if (!gatewayToo) {
      return of10 < 9 ? Hit.DAEMON : Hit.STOP;
    }
    return of10 < 4 ? Hit.DAEMON : of10 < 7 ? Hit.GATEWAY : of10 < 9 ? Hit.BOTH : Hit.STOP;
  }

  /** Sometimes what was killed stays away for a while; the other one must live on. */
  private void stayDown(Mortal other) throws Failure, InterruptedException {
    if (random.nextBoolean()) {
      other.mustLive(random.nextInt(MOST_DOWN_MILLIS));
    }
  }

  int hits(Hit hit) {
    return hits.getOrDefault(hit, 0);
  }
}
