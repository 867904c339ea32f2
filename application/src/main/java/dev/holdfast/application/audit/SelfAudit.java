package dev.holdfast.application.audit;

import dev.holdfast.application.port.in.Health;
import dev.holdfast.application.port.in.HealthUseCase;
import dev.holdfast.application.port.in.Invariant;
import dev.holdfast.application.port.in.Violation;
import dev.holdfast.domain.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every connection, in rounds, whether what must hold does hold, and notices those that do not
 * answer.
 *
 * <p>What a connection says against itself counts when it says it twice, some time apart: between
 * two events of a loop much may look wrong for a moment. {@link #round} is for one thread at a
 * time, which must be no loop; {@link #health} for any.
 */
public final class SelfAudit implements HealthUseCase {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.audit");

  /** So many are told, and logged in one round; the others are counted. */
  static final int TOLD_MOST = 10;

  /** How often {@link #round} is to be called. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  /**
   * So many rounds a loop may take to answer; rounds and not time, because a process that stood
   * still gave its loops none.
   */
  private static final int PATIENCE = 2;

  private static final int ROUNDS_MISSED = 3;

  private final Supplier<List<? extends Audited>> all;
  private final Clock clock;
  private final Map<String, Examination> examinations = new TreeMap<>();
  private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);

  /** Replaced as a whole, so that whoever looks sees one moment. */
  private volatile Seen seen;

  /** A state of affairs. */
  private record Seen(List<Sight> violated, int more, Map<Invariant, Long> counts, long atNanos) {}

  /** Something that does not hold, and since when. */
  record Sight(Breach breach, String connection, long sinceNanos) {

    private Violation at(long now) {
      return new Violation(
          breach.invariant(), connection, breach.words(), Duration.ofNanos(now - sinceNanos));
    }
  }

  /**
   * Without a round so far.
   *
   * @param all who is looked at, asked in each round
   * @param clock the monotonic clock
   */
  public SelfAudit(Supplier<List<? extends Audited>> all, Clock clock) {
    this.all = all;
    this.clock = clock;
    this.seen = new Seen(List.of(), 0, Map.of(), clock.nanoTime());
  }

  /** Takes what was answered, and asks anew. */
  public void round() {
    long now = clock.nanoTime();
    Map<String, Examination> before = new TreeMap<>(examinations);
    examinations.clear();
    List<Sight> violated = new ArrayList<>();
    int begun = 0;
    for (Audited audited : all.get()) {
      Examination known = before.get(audited.connection());
      Examination examination =
          known != null && known.isOf(audited) ? known : new Examination(audited, clock);
      examinations.put(audited.connection(), examination);
      examination.round(now, EVERY.dividedBy(2), PATIENCE);
      violated.addAll(examination.violated());
      for (Sight sight : examination.news()) {
        counts.merge(sight.breach().invariant(), 1L, Long::sum);
        if (++begun <= TOLD_MOST) {
          audited.complain(sight.breach());
        }
      }
    }
    if (begun > TOLD_MOST) {
      LOG.error("{} more invariants are violated", begun - TOLD_MOST);
    }
    if (violated.isEmpty() && !seen.violated().isEmpty()) {
      LOG.info("All invariants hold again");
    }
    int told = Math.min(TOLD_MOST, violated.size());
    seen = new Seen(violated.subList(0, told), violated.size() - told, new TreeMap<>(counts), now);
  }

  @Override
  public Health health() {
    Seen latest = seen;
    long now = clock.nanoTime();
    List<Violation> violations = new ArrayList<>();
    Duration old = Duration.ofNanos(now - latest.atNanos());
    if (old.compareTo(EVERY.multipliedBy(ROUNDS_MISSED)) > 0) {
      violations.add(
          new Violation(
              Invariant.AUDIT_RUNS,
              "",
              "nobody has looked for "
                  + old.toSeconds()
                  + " s, expected every "
                  + EVERY.toSeconds()
                  + " s",
              old.minus(EVERY)));
    }
    latest.violated().forEach(sight -> violations.add(sight.at(now)));
    return new Health(violations, latest.more(), latest.counts());
  }
}
