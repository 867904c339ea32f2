package dev.holdfast.application.service;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which of several addresses the next attempt goes to: the preferred one first, the next one after
 * each attempt that did not come up, the preferred one again after a link that was up.
 *
 * <p>A link to another than the preferred one is replaced after a while, so that the connection
 * returns; the more often in a row the preferred one could not be had then, the longer the while:
 * it doubles, up to sixteen times.
 */
final class EndpointRotation {

  private static final int DOUBLED_MOST = 4;

  private final List<URI> endpoints;
  private int index;

  /** Links in a row that came up at another than the preferred one. */
  private int elsewhere;

  EndpointRotation(List<URI> endpoints) {
    this.endpoints = endpoints;
  }

  URI current() {
    return endpoints.get(index);
  }

  /**
   * How long a link to {@link #current} may live before the preferred address is tried again.
   *
   * @param returnAfter the first time; empty for never
   * @return empty if it may live for ever
   */
  Optional<Duration> returnIn(Optional<Duration> returnAfter) {
    return index == 0
        ? Optional.empty()
        : returnAfter.map(time -> time.multipliedBy(1L << Math.min(elsewhere, DOUBLED_MOST)));
  }

  void cameUp() {
    elsewhere = index == 0 ? 0 : elsewhere + 1;
    index = 0;
  }

  void failed() {
    index = (index + 1) % endpoints.size();
  }
}
