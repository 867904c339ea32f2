package dev.holdfast.adapter.simulation.fleet;

/** Looks on while a storm is simulated: a progress bar, and the way to end it early. */
@FunctionalInterface
public interface StormWatch {

  /** Nobody looks on. */
  StormWatch NOBODY = (simulatedNanos, ofNanos) -> true;

  /**
   * Called about once in every simulated second, on the thread that simulates.
   *
   * @param simulatedNanos how far it is
   * @param ofNanos how far it will go at most
   * @return whether to go on; otherwise the result is what there is by now
   */
  boolean goOn(long simulatedNanos, long ofNanos);
}
