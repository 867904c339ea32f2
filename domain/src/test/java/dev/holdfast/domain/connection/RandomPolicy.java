package dev.holdfast.domain.connection;

import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Policies drawn at random from everything that a policy allows, odd corners included. */
final class RandomPolicy {

  private RandomPolicy() {}

  static ConnectionPolicy draw(RandomGenerator random) {
    Duration stableAfter = random.nextInt(10) == 0 ? Duration.ZERO : span(random, 20_000);
    return ConnectionPolicy.builder()
        .connectTimeout(span(random, 20_000))
        .loginTimeout(span(random, 20_000))
        .loginRequired(random.nextBoolean())
        .heartbeat(heartbeat(random))
        .stableAfter(stableAfter)
        .backoff(backoff(random))
        .closeTimeout(span(random, 5_000))
        .maxLifetime(
            random.nextInt(3) == 0
                ? Optional.of(stableAfter.plusSeconds(1).plus(span(random, 100_000)))
                : Optional.empty())
        .maxReconnects(
            random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(6)) : OptionalInt.empty())
        .slowRetry(span(random, 600_000))
        .verdicts(verdicts(random))
        .build();
  }

  static Backoff backoff(RandomGenerator random) {
    Jitter[] jitters = Jitter.values();
    Duration base = span(random, 2_000);
    return new Backoff(
        jitters[random.nextInt(jitters.length)],
        base,
        random.nextInt(5) == 0 ? base : base.plus(span(random, 60_000)));
  }

  static HeartbeatPolicy heartbeat(RandomGenerator random) {
    // A timeout of one nanosecond leaves nothing to halve for the late-timer rule.
    Duration timeout = random.nextInt(20) == 0 ? Duration.ofNanos(1) : span(random, 8_000);
    return new HeartbeatPolicy(random.nextInt(5) != 0, span(random, 60_000), timeout);
  }

  private static VerdictTable verdicts(RandomGenerator random) {
    VerdictTable table = VerdictTable.defaults();
    Verdict[] verdicts = {
      Verdict.STOP,
      Verdict.BACKOFF,
      Verdict.RETRY_AFTER,
      Verdict.REFRESH,
      Verdict.SLOW,
      Verdict.NOW,
      Verdict.spread(span(random, 5_000), Duration.ofSeconds(5 + random.nextInt(60)))
    };
    String[] keys = {"1000", "1011", "4000", "link-lost", "http 404", "rotation", "login-rejected"};
    for (String key : keys) {
      if (random.nextInt(3) == 0) {
        Verdict verdict = verdicts[random.nextInt(verdicts.length)];
        table = table.with(CauseKey.parse(key).orElseThrow(), verdict, "By chance.");
      }
    }
    return table;
  }

  private static Duration span(RandomGenerator random, int maxMillis) {
    return Duration.ofMillis(1 + random.nextInt(maxMillis));
  }
}
