package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Everybody who asks something of the daemon during a run. */
final class Clients {

  private static final int PRODUCERS = 3;
  private static final int COMMANDERS = 2;

  private final List<Producer> producers = new ArrayList<>();
  private final List<Commander> commanders = new ArrayList<>();

  /**
   * They begin.
   *
   * @param connection in the control API
   * @param silent whether the gateway answers nothing: then nobody commands it
   */
  Clients(
      HttpClient client,
      URI connection,
      boolean silent,
      SplittableRandom random,
      Ledger ledger,
      Lives lives) {
    URI send = URI.create(connection + "/send");
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      kinds.add(Kind.AT_LEAST_ONCE);
    }
    kinds.add(Kind.LATEST_VALUE);
    kinds.add(Kind.BEST_EFFORT);
    for (Kind kind : kinds) {
      producers.add(new Producer(client, send, kind, !silent, random.split(), ledger));
    }
    URI command = URI.create(connection + "/command");
    for (int i = 0; i < (silent ? 0 : COMMANDERS); i++) {
      commanders.add(new Commander(client, command, random.split(), ledger, lives));
    }
  }

  /** They end what they are at. */
  void stop() throws InterruptedException {
    for (Producer producer : producers) {
      producer.stop();
    }
    for (Commander commander : commanders) {
      commander.stop();
    }
  }

  /** Nothing is killed any more: what is asked now must succeed. */
  void actInTheCalm() throws InterruptedException {
    for (Commander commander : commanders) {
      commander.actInTheCalm();
    }
  }
}
