package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.NetworkWeather;
import dev.holdfast.adapter.simulation.time.LoopWeather;

/**
 * The weather of one world, for its loops and its network, in a severity of its own; until it is
 * told to calm down.
 */
final class Faults implements LoopWeather, NetworkWeather {

  private static final int BUFFER_MAX = 65_536;

  private final Dice dice;
  private final long latencyMaxMillis;
  private final long timerLateMaxMillis;
  private final long turnDelayMaxMillis;
  private final int stormyPercent;
  private final int bufferBytes;
  private boolean calm;

  Faults(Dice dice) {
    this.dice = dice;
    this.latencyMaxMillis = 1L + dice.below(dice.oneIn(3) ? 400 : 50);
    this.timerLateMaxMillis = dice.below(dice.oneIn(3) ? 400 : 20);
    this.turnDelayMaxMillis = dice.oneIn(3) ? dice.below(20) : 0;
    this.stormyPercent = dice.below(30);
    this.bufferBytes = dice.oneIn(3) ? 64 + dice.below(500) : BUFFER_MAX;
  }

  void calmDown() {
    calm = true;
  }

  /** How much later than it should something may happen because of the weather. */
  long slackNanos() {
    return (timerLateMaxMillis + 200 * turnDelayMaxMillis + 10) * 1_000_000;
  }

  @Override
  public long timerLateNanos() {
    if (calm || !dice.chance(stormyPercent)) {
      return 0;
    }
    // Too early as well: it fires, finds nothing due, and is armed anew.
    return dice.oneIn(3) ? -dice.nanos(0, 5) : dice.nanos(0, timerLateMaxMillis);
  }

  @Override
  public long turnDelayNanos() {
    return calm || turnDelayMaxMillis == 0 ? 0 : dice.nanos(0, turnDelayMaxMillis);
  }

  @Override
  public int turnLength() {
    return calm || !dice.chance(stormyPercent) ? Integer.MAX_VALUE : 1 + dice.below(3);
  }

  @Override
  public long latencyNanos() {
    return calm ? NetworkWeather.FINE.latencyNanos() : 1 + dice.nanos(0, latencyMaxMillis);
  }

  @Override
  public int bufferBytes() {
    return bufferBytes;
  }

  @Override
  public int writeBytes() {
    return calm || !dice.chance(stormyPercent) ? Integer.MAX_VALUE : 1 + dice.below(40);
  }

  @Override
  public int readSegments() {
    return calm || !dice.chance(stormyPercent) ? Integer.MAX_VALUE : 1 + dice.below(3);
  }
}
