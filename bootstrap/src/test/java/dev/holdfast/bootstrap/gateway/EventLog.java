package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what the gateway tells, for tests that wait for it event by event, none left out. */
final class EventLog implements GatewayListener {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** One call, as text such as {@code lost 1 1006}, and its time. */
  record Entry(String what, Duration at) {}

  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

  @Override
  public void onFaultBegan(Fault fault, Duration at) {
    entries.add(new Entry("fault " + fault, at));
  }

  @Override
  public void onConnectionAccepted(long connection, Duration at) {
    entries.add(new Entry("accepted " + connection, at));
  }

  @Override
  public void onConnectionLost(long connection, int closeCode, Duration at) {
    entries.add(new Entry("lost " + connection + " " + closeCode, at));
  }

  @Override
  public void onHandshakeRefused(Duration at) {
    entries.add(new Entry("refused", at));
  }

  /** Waits for the next event and checks that it is this one; returns its time. */
  Duration expect(String what) throws InterruptedException {
    Entry entry = next(what);
    assertThat(entry.what()).isEqualTo(what);
    return entry.at();
  }

  /** The same, but leaves out events of one kind that come before. */
  Duration expectAfter(String leftOut, String what) throws InterruptedException {
    Entry entry = next(what);
    while (entry.what().equals(leftOut)) {
      entry = next(what);
    }
    assertThat(entry.what()).isEqualTo(what);
    return entry.at();
  }

  private Entry next(String awaited) throws InterruptedException {
    Entry entry = entries.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(entry).as("an event within %s: %s", LIMIT, awaited).isNotNull();
    return entry;
  }

  /** Checks that nothing more was told so far. */
  void expectNoMore() {
    assertThat(entries).isEmpty();
  }
}
