package dev.holdfast.adapter.simulation.network;

import dev.holdfast.adapter.simulation.time.LoopWeather;
import java.util.SplittableRandom;

/** The same promises with tiny buffers, partial writes, scattered reads and a sluggish loop. */
final class BadWeatherTransportTest extends SimulatedTransportTest {

  private static final long SEED = 6455;

  @Override
  LoopWeather loopWeather() {
    SplittableRandom random = new SplittableRandom(SEED);
    return new LoopWeather() {
      @Override
      public long turnDelayNanos() {
        return random.nextLong(1_000_000);
      }

      @Override
      public int turnLength() {
        return 1 + random.nextInt(3);
      }
    };
  }

  @Override
  NetworkWeather networkWeather() {
    SplittableRandom random = new SplittableRandom(SEED);
    return new NetworkWeather() {
      @Override
      public long latencyNanos() {
        return 1 + random.nextLong(5_000_000);
      }

      @Override
      public int bufferBytes() {
        return 3_000;
      }

      @Override
      public int writeBytes() {
        return 1 + random.nextInt(2_000);
      }

      @Override
      public int readSegments() {
        // The promise says that what is read together is told once; it is read in few rounds.
        return 10 + random.nextInt(20);
      }
    };
  }
}
