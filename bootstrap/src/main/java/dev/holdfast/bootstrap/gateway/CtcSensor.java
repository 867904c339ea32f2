package dev.holdfast.bootstrap.gateway;

import dev.holdfast.bootstrap.gateway.VibrationSensor.Waveform;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One wireless sensor, as a {@code ctc} gateway knows it.
 *
 * @param serial the number on its housing
 * @param vibration what it measures
 */
record CtcSensor(int serial, VibrationSensor vibration) {

  /** Samples per axis in one reading. */
  static final int SAMPLES = 400;

  private static final double WARM_C = 38;

  /** One reading. */
  Waveform measure(double seconds, RandomGenerator noise) {
    return vibration.measure(seconds, SAMPLES, noise);
  }

  /** How long it measures. */
  Duration measuring() {
    return Duration.ofMillis(SAMPLES * 1000L / vibration.sampleRateHz());
  }

  /** The temperature of the machine, in degrees Celsius. */
  double temperature(RandomGenerator noise) {
    return WARM_C + noise.nextGaussian();
  }
}
