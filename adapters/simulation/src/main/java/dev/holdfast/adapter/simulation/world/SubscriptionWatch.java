package dev.holdfast.adapter.simulation.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is subscribed to on one link after the other, as it is seen on the wire: it finds by itself
 * whose an answer is. Where it cannot know how a subscription ended, it believes that it did.
 */
final class SubscriptionWatch {

  private final boolean withKeys;
  private final boolean withNames;
  private final long timeoutNanos;
  private final Map<String, Asked> latest = new HashMap<>();

  /** What answers in order are for, also those that come too late. */
  private final Deque<WireRequest> unanswered = new ArrayDeque<>();

  private long upNanos;

  /** A subscription that was asked for. */
  private static final class Asked {
    private final String key;

    /**
     * It was not wanted earlier than this, so its time is not over before its timeout has passed.
     */
    private final long fromNanos;

    private boolean acknowledged;
    private boolean refused;
    private long refusedNanos;

    Asked(String key, long fromNanos) {
      this.key = key;
      this.fromNanos = fromNanos;
    }
  }

  /**
   * No link yet.
   *
   * @param form how answers say whose they are
   * @param timeout how long one may wait for its answer
   */
  SubscriptionWatch(AnswerForm form, Duration timeout) {
    this.withKeys = form == AnswerForm.BY_KEY;
    this.withNames = form == AnswerForm.BY_ORDER_AND_NAME;
    this.timeoutNanos = timeout.toNanos();
  }

  /** Another link begins. */
  void newLink() {
    latest.clear();
    unanswered.clear();
  }

  /** The link is up: things are asked for. */
  void up(long now) {
    upNanos = now;
  }

  /** A request is about to leave; says what is wrong with that. */
  Optional<String> asked(WireRequest request, long now) {
    if (!withKeys && !request.name().startsWith(WorldProtocol.TELL)) {
      unanswered.add(request);
    }
    if (!request.subscribes()) {
      return Optional.empty();
    }
    Asked before = latest.get(request.name());
    if (before == null) {
      latest.put(request.name(), new Asked(request.key(), upNanos));
      return Optional.empty();
    }
    boolean timeOver = !before.acknowledged && isTimeOver(before, now);
    if (!before.refused && !timeOver) {
      return Optional.of(
          request.name()
              + " is asked for again while it is "
              + (before.acknowledged ? "acknowledged" : "waited for"));
    }
    long endedNanos = before.refused ? before.refusedNanos : before.fromNanos + timeoutNanos;
    latest.put(request.name(), new Asked(request.key(), endedNanos));
    return Optional.empty();
  }

  /** The gateway says something. */
  void heard(String text, long now) {
    if (WireWord.ANSWER.begins(text)) {
      // Behind the end of its time it may be acknowledged or not.
      whose(WireWord.ANSWER.parts(text))
          .filter(asked -> !isTimeOver(asked, now))
          .ifPresent(asked -> asked.acknowledged = true);
    } else if (WireWord.REFUSAL.begins(text)) {
      whose(WireWord.REFUSAL.parts(text)).ifPresent(asked -> refused(asked, now));
    } else if (WireWord.ERROR.begins(text)) {
      if (unanswered.size() == 1) {
        unanswered.remove();
      }
      latest.values().forEach(asked -> refused(asked, now));
    }
  }

  private Optional<Asked> whose(String[] parts) {
    String key = parts[0];
    if (withKeys) {
      return latest.values().stream().filter(asked -> asked.key.equals(key)).findAny();
    }
    WireRequest oldest = unanswered.peek();
    if (oldest == null || (withNames && !oldest.name().equals(parts[1]))) {
      return Optional.empty();
    }
    unanswered.remove();
    return oldest.subscribes() ? Optional.ofNullable(latest.get(oldest.name())) : Optional.empty();
  }

  /** What comes behind the end of its time ends nothing: the next may have waited since then. */
  private void refused(Asked asked, long now) {
    if (!asked.acknowledged && !asked.refused && !isTimeOver(asked, now)) {
      asked.refused = true;
      asked.refusedNanos = now;
    }
  }

  private boolean isTimeOver(Asked asked, long now) {
    return now - asked.fromNanos >= timeoutNanos;
  }
}
