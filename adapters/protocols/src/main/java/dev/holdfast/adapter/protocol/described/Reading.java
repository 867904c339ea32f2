package dev.holdfast.adapter.protocol.described;

import java.util.List;

/**
 * How a notification is decoded that holds measured values as text.
 *
 * @param sensor the place of its sensor; nothing if it is not told
 * @param time the place of its time; nothing if it is not told
 * @param rate the place of its sampling rate, in samples per second; nothing if it is not in there
 * @param rateOfSensor whether it was sampled as fast as the gateway has told of its sensor
 * @param series the measured values
 */
public record Reading(
    Pick sensor, Pick time, Pick rate, boolean rateOfSensor, List<Series> series) {

  /** Copies the list. */
  public Reading {
    series = List.copyOf(series);
  }

  /**
   * Values that belong together.
   *
   * @param name what they are of, such as an axis
   * @param slot the place of their text: numbers with commas between them
   */
  public record Series(String name, int slot) {}
}
