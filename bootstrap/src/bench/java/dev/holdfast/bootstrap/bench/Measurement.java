package dev.holdfast.bootstrap.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one process of a client has measured.
 *
 * @param rate messages per second
 * @param cpuNanos process CPU per message
 * @param bytes heap allocated per message
 * @param p50Micros median time of an echo; 0 in other workloads
 * @param p99Micros 99th percentile of an echo; 0 in other workloads
 */
record Measurement(double rate, double cpuNanos, double bytes, double p50Micros, double p99Micros) {

  private static final Pattern LINE =
      Pattern.compile(
          "result rate=([\\d.]+) cpu=([\\d.]+) bytes=([\\d.]+) p50=([\\d.]+) p99=([\\d.]+)");

  static Measurement parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a result: " + line);
    }
    double[] numbers = new double[5];
    Arrays.setAll(numbers, i -> Double.parseDouble(parts.group(i + 1)));
    return new Measurement(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** The median of one number over several rounds; NaN if there was none. */
  static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> number) {
    double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
