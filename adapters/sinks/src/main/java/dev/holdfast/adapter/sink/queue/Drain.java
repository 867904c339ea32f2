package dev.holdfast.adapter.sink.queue;

import dev.holdfast.adapter.sink.queue.Outcome.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages out of a queue, bundles them and hands them to a target, again and again if need
 * be. Does one thing a step and never waits by itself, so that tests can move the time. One thread.
 */
final class Drain {

  /** Nothing is left to do, for ever. */
  static final long ENDED = -1;

  private final Target target;
  private final QueueOptions options;
  private final BoundedQueue queue;
  private final Losses losses;
  private final Troubles troubles;
  private final Wake whenBatchIsFull;

  private final List<Received> collected = new ArrayList<>();
  private long collectedBytes;
  private long collectedSince;
  private @Nullable Batch batch;
  private long batches;
  private boolean opened;
  private boolean hurried;
  private boolean gone;
  private Wake wake = Wake.NEVER;

  /**
   * When the oldest message that has left the queue and is not written was received; 0 for none.
   */
  private volatile long oldestMillis;

  Drain(
      String sink,
      Target target,
      QueueOptions options,
      BoundedQueue queue,
      Losses losses,
      RandomGenerator random) {
    this.target = target;
    this.options = options;
    this.queue = queue;
    this.losses = losses;
    this.troubles = new Troubles(sink, options.backoff(), random);
    this.whenBatchIsFull = new Wake(options.batchMessages(), options.batchBytes());
  }

  /**
   * Does what is to be done now.
   *
   * @param now the monotonic clock, in nanoseconds
   * @param closing whether to write what is left without waiting for more
   * @return nanoseconds until the next step: zero for at once, {@link Target#NEVER} for when there
   *     is something to write, {@link #ENDED}
   * @throws InterruptedException if the target was interrupted
   */
  long step(long now, boolean closing) throws InterruptedException {
    wake = Wake.NEVER;
    if (gone) {
      return ENDED;
    }
    if (closing && isDry()) {
      return ENDED;
    }
    if (closing && !hurried) {
      hurried = true;
      troubles.tryNow(now);
    }
    long pause = troubles.pause(now);
    if (pause > 0) {
      return pause;
    }
    if (!opened) {
      return open(now);
    }
    Batch current = batch;
    if (current == null) {
      long wait = collect(now, closing);
      if (wait != 0) {
        return wait;
      }
      current = new Batch(++batches, collected);
      batch = current;
      collected.clear();
      collectedBytes = 0;
    }
    write(current, now);
    return gone ? ENDED : 0;
  }

  /** How much must wait for the next step to be taken early. */
  Wake wake() {
    return wake;
  }

  /** When the oldest message that is not written was received; 0 if there is none. Any thread. */
  long oldestMillis() {
    long taken = oldestMillis;
    return taken == 0 ? queue.oldestMillis() : taken;
  }

  /** Whether the target is gone; meaningful once {@link #step} said that all has ended. */
  boolean isGone() {
    return gone;
  }

  private long open(long now) throws InterruptedException {
    try {
      target.open();
      opened = true;
      troubles.over(now);
    } catch (IOException e) {
      troubles.failed(now, Troubles.words(e), 0);
    }
    return 0;
  }

  /** Fills the next batch; zero if it is ready. */
  private long collect(long now, boolean closing) {
    while (!isFull()) {
      Received message = queue.poll();
      if (message == null) {
        break;
      }
      if (collected.isEmpty()) {
        collectedSince = now;
        oldestMillis = message.atMillis();
      }
      collected.add(message);
      collectedBytes += message.size();
    }
    if (collected.isEmpty()) {
      wake = Wake.AT_ONCE;
      return upkeep(now);
    }
    long lingers = collectedSince + options.linger().toNanos() - now;
    if (isFull() || closing || lingers <= 0) {
      return 0;
    }
    wake = whenBatchIsFull;
    return Math.min(lingers, upkeep(now));
  }

  private boolean isDry() {
    return batch == null && collected.isEmpty() && queue.isEmpty();
  }

  private boolean isFull() {
    return collected.size() >= options.batchMessages() || collectedBytes >= options.batchBytes();
  }

  private long upkeep(long now) {
    try {
      return Math.max(1, target.upkeep(now));
    } catch (IOException e) {
      troubles.failed(now, Troubles.words(e), 0);
      return Math.max(1, troubles.pause(now));
    }
  }

  private void write(Batch current, long now) throws InterruptedException {
    Outcome outcome;
    try {
      outcome = target.write(current);
    } catch (IOException e) {
      outcome = Outcome.again(Troubles.words(e));
    }
    losses.add(Loss.REFUSED, outcome.refused(), outcome.why());
    int finished = outcome.finished();
    Batch rest = finished == current.size() ? null : current.after(finished);
    batch = rest;
    oldestMillis = rest == null ? 0 : rest.messages().get(0).atMillis();
    if (outcome.ending() == Ending.DONE) {
      troubles.over(now);
    } else if (outcome.ending() == Ending.AGAIN) {
      troubles.failed(now, outcome.why(), outcome.notBefore().toNanos());
    } else {
      gone = true;
      troubles.gone(outcome.why());
    }
    queue.release(current.messages().subList(0, finished));
  }
}
