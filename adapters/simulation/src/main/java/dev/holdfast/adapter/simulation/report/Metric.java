package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a requirement can be about. */
enum Metric {
  PEAK("peak", Unit.PER_SECOND),
  PEAK_FIRST("peak-first", Unit.PER_SECOND),
  PEAK_DURING("peak-during", Unit.PER_SECOND),
  PEAK_RECOVERY("peak-recovery", Unit.PER_SECOND),
  T50("t50", Unit.TIME),
  T90("t90", Unit.TIME),
  T99("t99", Unit.TIME),
  T100("t100", Unit.TIME),
  ATTEMPTS("attempts", Unit.COUNT),
  WASTED("wasted", Unit.SHARE),
  AT_CAP("at-cap", Unit.SHARE),
  GAVE_UP("gave-up", Unit.COUNT);

  private final String id;
  private final Unit unit;

  Metric(String id, Unit unit) {
    this.id = id;
    this.unit = unit;
  }

  String id() {
    return id;
  }

  Unit unit() {
    return unit;
  }

  /** What a result has of it; infinity for never. */
  double of(StormResult result) {
    return switch (this) {
      case PEAK -> result.peaks().all();
      case PEAK_FIRST -> result.peaks().first();
      case PEAK_DURING -> result.peaks().during();
      case PEAK_RECOVERY -> result.peaks().recovery();
      case T50 -> seconds(result.back().half());
      case T90 -> seconds(result.back().most());
      case T99 -> seconds(result.back().nearlyAll());
      case T100 -> seconds(result.back().all());
      case ATTEMPTS -> result.attemptsPerDevice();
      case WASTED -> Figures.wasted(result);
      case AT_CAP -> result.shareAtCap();
      case GAVE_UP -> result.gaveUp();
    };
  }

  static Optional<Metric> byId(String id) {
    return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
  }

  /** All names, for people. */
  static String names() {
    return Arrays.stream(values()).map(Metric::id).collect(Collectors.joining(", "));
  }

  private static double seconds(Optional<Duration> time) {
    return time.map(Figures::seconds).orElse(Double.POSITIVE_INFINITY);
  }
}
