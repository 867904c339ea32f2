package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What all connections of a {@code ctc} gateway share: the sensors, the number of the next reading,
 * and the whims. Waveforms and whims depend on the seed and on what was asked before, never on a
 * clock. Loop only, but for {@link #serials()}.
 */
final class CtcPlant {

  static final int FIRST_SERIAL = 310_001;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Map<Integer, CtcSensor> sensors = new TreeMap<>();
  private final RandomGenerator random;
  private final InstantSource wallClock;
  private long readings;

  /**
   * @param count how many sensors there are; possibly none
   * @param wallClock where the times come from that readings carry
   */
  CtcPlant(int count, long seed, InstantSource wallClock) {
    random = new SplittableRandom(seed);
    this.wallClock = wallClock;
    int serial = FIRST_SERIAL;
    for (VibrationSensor vibration : Machine.sensors(count, random)) {
      sensors.put(serial, new CtcSensor(serial, vibration));
      serial++;
    }
  }

  /** The sensors, by serial number. */
  Collection<CtcSensor> sensors() {
    return sensors.values();
  }

  Optional<CtcSensor> sensor(long serial) {
    return serial == (int) serial
        ? Optional.ofNullable(sensors.get((int) serial))
        : Optional.empty();
  }

  /** The numbers of all sensors, in order. Any thread. */
  List<Integer> serials() {
    return List.copyOf(sensors.keySet());
  }

  /** A notification with one reading of a sensor. */
  String reading(CtcSensor sensor) {
    readings++;
    return CtcFrames.reading(
        readings,
        sensor,
        TIME.format(wallClock.instant()),
        sensor.measure((double) readings, random));
  }

  /** A notification with the temperature of a sensor. */
  String temperature(CtcSensor sensor) {
    return CtcFrames.temperature(sensor, sensor.temperature(random));
  }

  /** Whether a whim comes true that does so in one of so many cases. */
  boolean whim(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  /** A time from 0 to below a limit. */
  Duration upTo(Duration limit) {
    return Duration.ofMillis(random.nextLong(limit.toMillis()));
  }
}
