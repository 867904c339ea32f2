package dev.holdfast.bootstrap.gateway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One simulated tri-axial accelerometer on a machine: a sum of tones per axis, plus noise. Values
 * are accelerations in g (9.81 m/s2) without gravity, as vibration sensors report them.
 *
 * @param name what the sensor is called, such as {@code pump-1}
 * @param sampleRateHz samples per second and axis
 * @param tones what the machine sounds like
 */
record VibrationSensor(String name, int sampleRateHz, List<Tone> tones) {

  private static final double NOISE_G = 0.008;

  VibrationSensor {
    tones = List.copyOf(tones);
  }

  /**
   * One component of the vibration.
   *
   * @param hz the frequency
   * @param g the amplitude on the x axis, in g
   * @param phase the phase at time zero, in radians
   */
  record Tone(double hz, double g, double phase) {

    double at(double seconds, Axis axis) {
      return g * axis.share * Math.sin(2 * Math.PI * hz * seconds + phase - axis.lag);
    }
  }

  /** The axes: two across the shaft, a quarter turn apart as for an unbalanced one, one along. */
  private enum Axis {
    X(1, 0),
    Y(0.9, Math.PI / 2),
    Z(0.35, 0);

    private final double share;
    private final double lag;

    Axis(double share, double lag) {
      this.share = share;
      this.lag = lag;
    }
  }

  /** The three waveforms of one reading, equally long, in g. */
  record Waveform(List<Double> x, List<Double> y, List<Double> z) {}

  /**
   * A waveform.
   *
   * @param seconds the moment of the first sample, on the machine's own time line
   * @param samples how many, per axis
   * @param noise the source of the measurement noise
   */
  Waveform measure(double seconds, int samples, RandomGenerator noise) {
    return new Waveform(
        measure(Axis.X, seconds, samples, noise),
        measure(Axis.Y, seconds, samples, noise),
        measure(Axis.Z, seconds, samples, noise));
  }

  /** A sample as it is written: exactly four decimals, and no exponent for small values. */
  static BigDecimal inFourDecimals(double sample) {
    return BigDecimal.valueOf(Math.round(sample * 10_000), 4);
  }

  private List<Double> measure(Axis axis, double seconds, int count, RandomGenerator noise) {
    List<Double> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double time = seconds + (double) i / sampleRateHz;
      double sample = NOISE_G * noise.nextGaussian();
      for (Tone tone : tones) {
        sample += tone.at(time, axis);
      }
      samples.add(sample);
    }
    return samples;
  }
}
