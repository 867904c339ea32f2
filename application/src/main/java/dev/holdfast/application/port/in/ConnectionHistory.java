package dev.holdfast.application.port.in;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The latest transitions of a connection.
 *
 * @param latest the oldest first; bounded
 * @param forgotten how many older ones there were
 * @param sinceLatest how long ago the newest was, by the monotonic clock; since the start if there
 *     was none
 */
public record ConnectionHistory(List<PastTransition> latest, long forgotten, Duration sinceLatest) {

  /** Copies the list. */
  public ConnectionHistory {
    latest = List.copyOf(latest);
  }

  /** The newest transition; empty before the first. */
  public Optional<PastTransition> newest() {
    return latest.isEmpty() ? Optional.empty() : Optional.of(latest.get(latest.size() - 1));
  }
}
