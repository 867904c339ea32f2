package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.util.List;

/**
 * What a chart shows of the seconds: no more points than a screen has room for. A point is the
 * busiest second of those that it stands for, so no peak is lost.
 */
final class Samples {

  private static final int POINTS_MAX = 900;

  private final int step;

  /**
   * Samples of equal width for all results.
   *
   * @param seconds how many the longest result has
   */
  Samples(int seconds) {
    this.step = Math.max(1, (seconds + POINTS_MAX - 1) / POINTS_MAX);
  }

  /** How many seconds a point stands for. */
  int step() {
    return step;
  }

  /** The most attempts that began within one second, point by point. */
  int[] attempts(List<StormResult.Second> seconds) {
    int[] points = new int[points(seconds)];
    for (int i = 0; i < seconds.size(); i++) {
      points[i / step] = Math.max(points[i / step], seconds.get(i).attempts());
    }
    return points;
  }

  /** The devices that were up at the end of each point. */
  int[] up(List<StormResult.Second> seconds) {
    int[] points = new int[points(seconds)];
    for (int i = 0; i < seconds.size(); i++) {
      points[i / step] = seconds.get(i).up();
    }
    return points;
  }

  private int points(List<StormResult.Second> seconds) {
    return (seconds.size() + step - 1) / step;
  }
}
