package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.outbox.OutboxSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Looks at each message at the moment it is given to a link: whether it may be, now and there. */
final class WrittenWatch {

  private final OutboxSettings settings;
  private final boolean acknowledged;
  private final Reasons reasons;
  private final BiConsumer<Promise, String> broke;
  private final PaceWatch pace;
  private final Map<String, Letter> ids = new HashMap<>();
  private final Map<String, Letter> newestValues = new HashMap<>();
  private long upNanos;

  /**
   * Nothing was written yet.
   *
   * @param acknowledged whether the gateway acknowledges messages
   * @param broke is told of broken promises
   */
  WrittenWatch(
      OutboxSettings settings,
      boolean acknowledged,
      Reasons reasons,
      BiConsumer<Promise, String> broke) {
    this.settings = settings;
    this.acknowledged = acknowledged;
    this.reasons = reasons;
    this.broke = broke;
    this.pace = new PaceWatch(settings.replay());
  }

  /** There is a new link, at this time of the process's own clock. */
  void up(long now) {
    upNanos = now;
    pace.up(now);
  }

  /**
   * A message is written.
   *
   * @param letter the message
   * @param session where
   * @param id what the gateway knows it by; empty if there is nothing of the kind
   * @param open all that may still be written
   * @param now the time of the process's own clock
   */
  void writing(Letter letter, Letter.Session session, String id, List<Letter> open, long now) {
    boolean before = letter.wasWritten();
    boolean settled = letter.isDelivered() || letter.isBuried();
    int times = letter.writing(session);
    if (letter.isBoundElsewhere(session)) {
      broke.accept(Promise.SESSION_BOUND, letter + " is written to another session");
    }
    if (before && letter.is(MessageClass.BEST_EFFORT)) {
      broke.accept(Promise.BEST_EFFORT_ONCE, letter + " is written again");
    }
    if (settled) {
      broke.accept(Promise.KNOWN_DUPLICATES, letter + " is written again, though it is done with");
    } else if (times > 0 && !isMissingAcknowledgement(times, now)) {
      broke.accept(Promise.KNOWN_DUPLICATES, letter + " is written again on the same link");
    }
    if (!id.isEmpty()) {
      mustHaveIdOfItsOwn(letter, id);
    }
    if (letter.is(MessageClass.LATEST_VALUE)) {
      mustBeNewest(letter);
    } else if (times == 0) {
      mustNotOvertake(letter, session, open);
    }
    if (times == 0 && letter.hasWaitedFor(session.link())) {
      pace.writing(now).ifPresent(how -> broke.accept(Promise.REPLAY_PACE, how));
    }
  }

  /** Its time to be acknowledged was over so often; it may have begun before it was written. */
  private boolean isMissingAcknowledgement(int times, long now) {
    return acknowledged && now - upNanos >= times * settings.acknowledgedWithin().toNanos();
  }

  private void mustHaveIdOfItsOwn(Letter letter, String id) {
    if (!letter.hasId(id)) {
      broke.accept(Promise.KNOWN_DUPLICATES, letter + " has another id than before: " + id);
    }
    Letter other = ids.putIfAbsent(id, letter);
    if (other != null && other != letter) {
      broke.accept(Promise.KNOWN_DUPLICATES, letter + " has the id of " + other + ": " + id);
    }
  }

  private void mustBeNewest(Letter letter) {
    Letter newest = newestValues.get(letter.delivery().key());
    if (newest == null || newest.isBefore(letter)) {
      newestValues.put(letter.delivery().key(), letter);
    } else if (letter.isBefore(newest) && !newest.isBuried() && !reasons.exist(newest)) {
      broke.accept(Promise.LATEST_VALUE_LAST, letter + " is written after " + newest);
    }
  }

  private void mustNotOvertake(Letter letter, Letter.Session session, List<Letter> open) {
    for (Letter other : open) {
      if (other.delivery().messageClass() == letter.delivery().messageClass()
          && other.isBefore(letter)
          && other.isKept()
          && !other.isWrittenIn(session)
          && !reasons.exist(other)) {
        broke.accept(Promise.KEEPS_ORDER, letter + " is written before " + other);
      }
    }
  }
}
