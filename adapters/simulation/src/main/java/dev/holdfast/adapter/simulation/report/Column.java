package dev.holdfast.adapter.simulation.report;

import dev.holdfast.adapter.simulation.fleet.StormResult;

/** The figures that are shown side by side, in their order. */
enum Column {
  ATTEMPTS("attempts", "/device"),
  PEAK_FIRST("peak/s", "first 10 s"),
  PEAK_DURING("peak/s", "later"),
  PEAK_RECOVERY("peak/s", "recovery"),
  HALF("back", "50 %"),
  MOST("back", "90 %"),
  NEARLY_ALL("back", "99 %"),
  ALL("back", "100 %"),
  WASTED("wasted", "attempts"),
  AT_CAP("delays", "at cap"),
  GAVE_UP("gave", "up");

  private final String upper;
  private final String lower;

  Column(String upper, String lower) {
    this.upper = upper;
    this.lower = lower;
  }

  /** The first line of its head. */
  String upper() {
    return upper;
  }

  /** The second line of its head. */
  String lower() {
    return lower;
  }

  /** What a result has there. */
  String of(StormResult result) {
    return switch (this) {
      case ATTEMPTS -> Figures.number(result.attemptsPerDevice());
      case PEAK_FIRST -> Figures.count(result.peaks().first());
      case PEAK_DURING -> Figures.count(result.peaks().during());
      case PEAK_RECOVERY -> Figures.count(result.peaks().recovery());
      case HALF -> Figures.time(result.back().half());
      case MOST -> Figures.time(result.back().most());
      case NEARLY_ALL -> Figures.time(result.back().nearlyAll());
      case ALL -> Figures.time(result.back().all());
      case WASTED -> Figures.percent(Figures.wasted(result));
      case AT_CAP -> Figures.percent(result.shareAtCap());
      case GAVE_UP -> Figures.count(result.gaveUp());
    };
  }
}
