package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.heartbeat.HeartbeatPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Once the faults stop the connection comes up, within the promised time, and stays; a dead peer is
 * noticed when promised; a stop verdict holds for ever.
 */
final class LivenessTest {

  private static final int SEEDS = 2_000;

  @Test
  void comesUpInTimeOnceTheFaultsStopAndStays() {
    Set<ConnectionState> healedIn = EnumSet.noneOf(ConnectionState.class);
    int frozen = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ConnectionPolicy policy = policy(random);
      FaultyGateway gateway = new FaultyGateway(policy, random, false);
      run(seed, gateway, Duration.ofMillis(random.nextInt(600_000)), false);

      gateway.heal();
      healedIn.add(gateway.machine().state());
      frozen += gateway.frozen() ? 1 : 0;
      Duration promised = promised(policy, gateway);
      run(seed, gateway, promised, true);
      assertThat(gateway.machine().isUp() && !gateway.frozen())
          .as("seed " + seed + ": up within " + promised + " of the last fault")
          .isTrue();

      long attempt = gateway.machine().attempt();
      run(seed, gateway, policy.heartbeat().interval().multipliedBy(10), false);
      assertThat(gateway.machine().isUp() || policy.maxLifetime().isPresent())
          .as("seed " + seed + ": still up")
          .isTrue();
      assertThat(policy.maxLifetime().isPresent() || gateway.machine().attempt() == attempt)
          .as("seed " + seed + ": still the same link")
          .isTrue();
    }
    assertThat(healedIn)
        .as("states in which the faults stopped")
        .contains(
            ConnectionState.DISCONNECTED,
            ConnectionState.CONNECTING,
            ConnectionState.CONNECTED,
            ConnectionState.AUTHENTICATED);
    assertThat(frozen).as("links that were frozen when the faults stopped").isGreaterThan(100);
  }

  @Test
  void stopVerdictHoldsForEver() {
    int stopped = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FaultyGateway gateway = new FaultyGateway(policy(random), random, true);
      run(seed, gateway, Duration.ofHours(1), false);
      if (gateway.machine().state() != ConnectionState.CLOSED) {
        continue;
      }
      stopped++;
      assertThat(gateway.lastTransition().cause().kind())
          .as("seed " + seed)
          .isIn(CauseKind.CLOSED_BY_GATEWAY, CauseKind.HANDSHAKE_REJECTED);
      int effects = gateway.effectsSeen();
      gateway.heal();
      run(seed, gateway, Duration.ofDays(1), false);
      assertThat(gateway.effectsSeen()).as("seed " + seed + ": effects since").isEqualTo(effects);
    }
    assertThat(stopped).as("stories that ended in a stop").isGreaterThan(SEEDS / 10);
  }

  private static void run(long seed, FaultyGateway gateway, Duration time, boolean untilUp) {
    try {
      gateway.run(time, untilUp);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  /** Connect timeout, cap and close timeout; what was under way already may have to end first. */
  private static Duration promised(ConnectionPolicy policy, FaultyGateway gateway) {
    Duration cap = Duration.ofNanos(policy.backoff().capNanos());
    Duration promised = policy.connectTimeout().plus(cap).plus(policy.closeTimeout());
    if (gateway.frozen()) {
      Duration interval = policy.heartbeat().interval();
      return promised.plus(interval).plus(interval).plus(policy.heartbeat().timeout());
    }
    boolean loggingIn =
        gateway.machine().state() == ConnectionState.CONNECTED && !gateway.machine().isUp();
    return loggingIn ? promised.plus(policy.loginTimeout()) : promised;
  }

  private static ConnectionPolicy policy(SplittableRandom random) {
    HeartbeatPolicy heartbeat = new HeartbeatPolicy(true, seconds(random, 60), seconds(random, 10));
    Duration stableAfter = seconds(random, 20);
    return ConnectionPolicy.builder()
        .connectTimeout(seconds(random, 20))
        .loginTimeout(seconds(random, 20))
        .loginRequired(random.nextBoolean())
        .heartbeat(heartbeat)
        .stableAfter(stableAfter)
        .backoff(RandomPolicy.backoff(random))
        .closeTimeout(seconds(random, 5))
        .maxLifetime(
            random.nextInt(4) == 0
                ? Optional.of(stableAfter.plus(seconds(random, 300)))
                : Optional.empty())
        .build();
  }

  private static Duration seconds(SplittableRandom random, int max) {
    return Duration.ofSeconds(1 + random.nextInt(max));
  }
}
