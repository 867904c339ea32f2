package dev.holdfast.application.audit;

import dev.holdfast.application.audit.SelfAudit.Sight;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection under audit: what it was asked, what it said. For one thread at a time. */
final class Examination {

  private final Audited audited;
  private final Clock clock;

  /** What it said, and when: between asking and answering any time may pass. */
  private record Answer(List<Breach> breaches, long atNanos) {}

  /** Written by the loop of the connection, taken by the audit. */
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

  private final Map<Invariant, Sight> suspected = new EnumMap<>(Invariant.class);
  private final Map<Invariant, Sight> violated = new EnumMap<>(Invariant.class);
  private final List<Sight> news = new ArrayList<>(0);
  private boolean asked;
  private long askedNanos;
  private int missed;

  Examination(Audited audited, Clock clock) {
    this.audited = audited;
    this.clock = clock;
  }

  boolean isOf(Audited other) {
    return audited == other;
  }

  /**
   * Looks at the answer, if there is one, and asks anew; otherwise waits.
   *
   * @param now the present reading of the monotonic clock
   * @param apart how far two sights of the same must be from each other
   * @param patience how many rounds an answer may take
   */
  void round(long now, Duration apart, int patience) {
    news.clear();
    Answer said = answer.getAndSet(null);
    if (said != null) {
      judge(said, apart);
    }
    if (said != null || !asked) {
      asked = audited.inspect(this::answered);
      askedNanos = now;
      missed = 0;
    } else if (++missed > patience) {
      hangs(now);
    }
  }

  private void answered(List<Breach> breaches) {
    answer.set(new Answer(breaches, clock.nanoTime()));
  }

  private void judge(Answer said, Duration apart) {
    Map<Invariant, Sight> before = new EnumMap<>(suspected);
    Map<Invariant, Sight> violatedBefore = new EnumMap<>(violated);
    suspected.clear();
    violated.clear();
    for (Breach breach : said.breaches()) {
      Sight first = before.get(breach.invariant());
      long since =
          first != null && first.breach().mark() == breach.mark()
              ? first.sinceNanos()
              : said.atNanos();
      Sight sight = new Sight(breach, audited.connection(), since);
      suspected.put(breach.invariant(), sight);
      if (said.atNanos() - since >= apart.toNanos()) {
        found(sight, violatedBefore);
      }
    }
  }

  private void hangs(long now) {
    Breach breach =
        new Breach(
            Invariant.LOOP_TURNS,
            "its event loop has not turned for "
                + Duration.ofNanos(now - askedNanos).toSeconds()
                + " s",
            askedNanos);
    found(new Sight(breach, audited.connection(), askedNanos), new EnumMap<>(violated));
  }

  private void found(Sight sight, Map<Invariant, Sight> before) {
    violated.put(sight.breach().invariant(), sight);
    if (!before.containsKey(sight.breach().invariant())) {
      news.add(sight);
    }
  }

  /** What does not hold. */
  List<Sight> violated() {
    return List.copyOf(violated.values());
  }

  /** What did hold in the round before and does no more. */
  List<Sight> news() {
    return news;
  }
}
