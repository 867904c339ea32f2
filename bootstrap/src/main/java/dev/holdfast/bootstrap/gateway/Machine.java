package dev.holdfast.bootstrap.gateway;

import dev.holdfast.bootstrap.gateway.VibrationSensor.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A kind of machine that is measured, with the tones that a vibration specialist would look for.
 *
 * @param kind what sensors on it are named after
 * @param runningHz the running speed of its shaft, in revolutions per second
 * @param sampleRateHz samples per second that show its highest tone
 * @param harmonics what it sounds like, in multiples of the running speed
 */
record Machine(String kind, double runningHz, int sampleRateHz, List<Harmonic> harmonics) {

  /** All kinds, in the order in which sensors are handed out. */
  static final List<Machine> KINDS =
      List.of(
          // A centrifugal pump at 1770 rpm: unbalance, misalignment (2x), five vanes (5x).
          new Machine(
              "pump",
              29.5,
              1000,
              List.of(new Harmonic(1, 0.080), new Harmonic(2, 0.035), new Harmonic(5, 0.020))),
          // A belt-driven fan at 984 rpm: unbalance, looseness (2x), eight blades (8x).
          new Machine(
              "fan",
              16.4,
              512,
              List.of(new Harmonic(1, 0.120), new Harmonic(2, 0.020), new Harmonic(8, 0.030))),
          // A gear stage at 1482 rpm, 27 teeth: shaft, mesh (27x) with side bands, its double.
          new Machine(
              "gearbox",
              24.7,
              4096,
              List.of(
                  new Harmonic(1, 0.030),
                  new Harmonic(26, 0.025),
                  new Harmonic(27, 0.150),
                  new Harmonic(28, 0.025),
                  new Harmonic(54, 0.040))));

  private static final double SPEED_SPREAD = 0.01;

  Machine {
    harmonics = List.copyOf(harmonics);
  }

  /**
   * One tone of a machine.
   *
   * @param order the frequency in multiples of the running speed
   * @param g the amplitude on the x axis, in g
   */
  record Harmonic(int order, double g) {}

  /**
   * Sensors on machines of all kinds, in turn.
   *
   * @param count how many; possibly none
   * @param random the source of phases and speeds
   */
  static List<VibrationSensor> sensors(int count, RandomGenerator random) {
    List<VibrationSensor> sensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sensors.add(KINDS.get(i % KINDS.size()).sensor(i / KINDS.size() + 1, random));
    }
    return sensors;
  }

  /**
   * A sensor on the n-th machine of this kind.
   *
   * @param number counted from 1; the first machine runs at exactly the speed of its kind, the
   *     others within 1 % of it, as no two motors carry the same load
   * @param random the source of phases and speeds
   */
  VibrationSensor sensor(int number, RandomGenerator random) {
    double load = number == 1 ? 0 : random.nextDouble(-SPEED_SPREAD, SPEED_SPREAD);
    List<Tone> tones = new ArrayList<>();
    for (Harmonic harmonic : harmonics) {
      double hz = harmonic.order * runningHz * (1 + load);
      tones.add(new Tone(hz, harmonic.g, random.nextDouble(2 * Math.PI)));
    }
    return new VibrationSensor(kind + "-" + number, sampleRateHz, tones);
  }
}
