package dev.holdfast.adapter.simulation.time;

/** How punctual a loop is. Each method is asked once for each case, and may answer differently. */
public interface LoopWeather {

  /** Everything on time, and all that is there done in one turn. */
  LoopWeather FINE = new LoopWeather() {};

  /** How much later than asked a timer fires, in nanoseconds; below zero for too early. */
  default long timerLateNanos() {
    return 0;
  }

  /** How long the loop takes to notice that there is something to do, in nanoseconds. */
  default long turnDelayNanos() {
    return 0;
  }

  /** The most inputs, timers and tasks of one turn; at least 1. */
  default int turnLength() {
    return Integer.MAX_VALUE;
  }
}
