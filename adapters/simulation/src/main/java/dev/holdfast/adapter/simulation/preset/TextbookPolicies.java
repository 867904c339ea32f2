package dev.holdfast.adapter.simulation.preset;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import java.time.Duration;
import java.util.List;

/** Formulas of articles, for comparison: 1 s to 60 s, started over at open. */
final class TextbookPolicies {

  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(60);

  private TextbookPolicies() {}

  static List<FleetPolicy> all() {
    return List.of(
        Peer.named(
                "decorrelated-textbook",
                "Decorrelated jitter as in the textbook, 1/60 s",
                Formula.of(1, 60, (failures, previous, random) -> 1 + random * (3 * previous - 1)))
            .connectTimeout(10)
            .notes(
                "min(60 s, U(1 s, 3 x the delay before)), AWS Architecture Blog, 2015: in the long"
                    + " run one delay in three is exactly 60 s.")
            .build(),
        Peer.named(
                "decorrelated-bounded",
                "Decorrelated jitter, bounded range, 1/60 s",
                new Backoff(Jitter.DECORRELATED, BASE, CAP))
            .connectTimeout(10)
            .notes("U(1 s, min(60 s, 3 x the delay before)): Holdfast's jitter with a longer cap.")
            .build(),
        Peer.named("full-jitter", "Full jitter, 1/60 s", new Backoff(Jitter.FULL, BASE, CAP))
            .connectTimeout(10)
            .notes("U(0, min(60 s, 1 s x 2^n)), AWS Architecture Blog, 2015.")
            .build());
  }
}
