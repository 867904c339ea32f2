package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.application.service.ConnectionSettings;
import dev.holdfast.application.service.OutboxLimits;
import dev.holdfast.domain.backoff.Backoff;
import dev.holdfast.domain.backoff.Jitter;
import dev.holdfast.domain.connection.ConnectionPolicy;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws what a connection is told about itself. */
final class Plans {

  private Plans() {}

  static ConnectionSettings settings(String id, Dice dice) {
    return new ConnectionSettings(
        id,
        List.of(URI.create("ws://a.test"), URI.create("ws://b.test")),
        Map.of(),
        policy(dice),
        dice.oneIn(2) ? HeartbeatMode.PING : HeartbeatMode.MESSAGE,
        new OutboxLimits(20, 200, 100));
  }

  private static ConnectionPolicy policy(Dice dice) {
    Duration base = duration(dice, 10, 1_000);
    Duration stableAfter = duration(dice, 0, 5_000);
    return ConnectionPolicy.builder()
        .connectTimeout(duration(dice, 500, 5_000))
        .loginTimeout(duration(dice, 500, 5_000))
        .loginRequired(dice.oneIn(2))
        .heartbeat(
            dice.oneIn(10)
                ? HeartbeatPolicy.off()
                : new HeartbeatPolicy(
                    true, duration(dice, 500, 10_000), duration(dice, 200, 3_000)))
        .stableAfter(stableAfter)
        .backoff(
            new Backoff(dice.pick(Jitter.values()), base, base.plus(duration(dice, 0, 10_000))))
        .closeTimeout(duration(dice, 50, 3_000))
        .maxLifetime(
            dice.oneIn(4)
                ? Optional.of(stableAfter.plus(duration(dice, 1_000, 30_000)))
                : Optional.empty())
        .maxReconnects(dice.oneIn(8) ? OptionalInt.of(5) : OptionalInt.empty())
        .build();
  }

  private static Duration duration(Dice dice, long lowMillis, long highMillis) {
    return Duration.ofNanos(dice.nanos(lowMillis, highMillis));
  }
}
