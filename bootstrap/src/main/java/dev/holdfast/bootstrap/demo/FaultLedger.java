package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.bootstrap.gateway.Fault;
import dev.holdfast.bootstrap.gateway.GatewayListener;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Next;
import dev.holdfast.domain.connection.Transition;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what the gateway did and how the link fared: which fault was noticed when, and when
 * the link was up again.
 *
 * <p>Told by two sides on two threads, so it locks; nothing here is fast or has to be.
 */
final class FaultLedger implements GatewayListener, ConnectionObserver {

  /**
   * One fault.
   *
   * @param fault what the gateway did
   * @param beganNanos when, on the clock of the ledger
   * @param noticedAfter when the link knew that it was gone, since the fault began; empty before
   * @param healedAfter when the link was up again, since the fault began; empty before
   */
  record Entry(
      Fault fault,
      long beganNanos,
      Optional<Duration> noticedAfter,
      Optional<Duration> healedAfter) {}

  private final Clock clock;
  private final DemoStory story;
  private final ConnectionState up;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * An empty ledger.
   *
   * @param up in which state the link is up
   */
  FaultLedger(Clock clock, DemoStory story, ConnectionState up) {
    this.clock = clock;
    this.story = story;
    this.up = up;
  }

  @Override
  public synchronized void onFaultBegan(Fault fault, Duration at) {
    entries.add(new Entry(fault, clock.nanoTime(), Optional.empty(), Optional.empty()));
    story.gateway(fault.description());
  }

  @Override
  public void onHandshakeRefused(Duration at) {
    story.gateway("answers a handshake with 503");
  }

  @Override
  public synchronized void onTransition(String connection, Transition transition) {
    if (transition.to() == up) {
      healed();
    } else if (transition.to() == ConnectionState.CLOSED) {
      noticed(transition);
    }
  }

  /** Everything so far, oldest first. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Whether a fault has begun from which the link has not come back. */
  synchronized boolean healing() {
    return last().filter(entry -> entry.healedAfter().isEmpty()).isPresent();
  }

  private void noticed(Transition transition) {
    String next =
        transition.next() instanceof Next.Retry retry
            ? "next attempt in " + DemoStory.duration(retry.delay())
            : "stays closed";
    String detail = transition.cause().detail();
    story.link(
        transition.cause().headline()
            + (detail.isEmpty() ? "" : " (" + detail + ")")
            + "; "
            + next);
    last()
        .filter(entry -> entry.noticedAfter().isEmpty())
        .ifPresent(
            entry ->
                replaceLast(
                    new Entry(
                        entry.fault(),
                        entry.beganNanos(),
                        Optional.of(since(entry)),
                        Optional.empty())));
  }

  private void healed() {
    Optional<Entry> open =
        last().filter(entry -> entry.noticedAfter().isPresent() && entry.healedAfter().isEmpty());
    if (open.isEmpty()) {
      story.link(upWords());
      return;
    }
    Entry entry = open.get();
    Duration after = since(entry);
    replaceLast(
        new Entry(entry.fault(), entry.beganNanos(), entry.noticedAfter(), Optional.of(after)));
    story.link(upWords() + " again, " + DemoStory.duration(after) + " after the fault");
  }

  private String upWords() {
    return up == ConnectionState.AUTHENTICATED ? "logged in" : "up";
  }

  private Duration since(Entry entry) {
    return Duration.ofNanos(clock.nanoTime() - entry.beganNanos());
  }

  private Optional<Entry> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  private void replaceLast(Entry entry) {
    entries.set(entries.size() - 1, entry);
  }
}
