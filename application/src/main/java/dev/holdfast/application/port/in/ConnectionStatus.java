package dev.holdfast.application.port.in;

import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.connection.Transition;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A picture of a connection.
 *
 * @param connection its id
 * @param state where it is
 * @param up whether messages flow
 * @param upOrDownFor how long it has been up, or not up: the whole outage, however often it was
 *     tried
 * @param attempt the number of the latest attempt; 0 before the first
 * @param failures failed attempts since it was last stable
 * @param queued accepted messages that the gateway does not have yet
 * @param subscribed subscriptions that the gateway has acknowledged on this link
 * @param runs how scheduled acquisitions went, since the start
 * @param lastTransition how it came to be where it is; empty before the first
 * @param roundTrip how long the latest answered heartbeat took, on whatever link; empty if there
 *     was none
 * @param traffic what went through, since the start
 */
public record ConnectionStatus(
    String connection,
    ConnectionState state,
    boolean up,
    Duration upOrDownFor,
    long attempt,
    int failures,
    int queued,
    int subscribed,
    Runs runs,
    Optional<Transition> lastTransition,
    Optional<Duration> roundTrip,
    Traffic traffic) {

  /**
   * Scheduled acquisitions since the start of the connection; one that is under way is in none.
   *
   * @param acquired brought data
   * @param failed began and brought none
   * @param missed did not begin when their time came
   */
  public record Runs(long acquired, long failed, long missed) {}

  /**
   * Counts since the start of the connection.
   *
   * @param received application messages given to the sink
   * @param sent application messages handed to the operating system
   * @param refused messages that were not accepted
   * @param sentAgain messages that were on their way when a link ended, or not acknowledged in time
   * @param givenUp accepted messages that are not delivered: the log says why
   * @param malformed inbound messages that the session protocol could not understand
   * @param duplicate notifications that had come before, dropped
   * @param unmatched answers that nobody waited for, or not any more
   * @param stale events of an older attempt, ignored
   * @param illegal events that could not happen where they did, ignored
   * @param refusedBy the refused ones by reason, in stable names
   * @param givenUpBy those that were given up by reason, in stable names
   */
  public record Traffic(
      long received,
      long sent,
      long refused,
      long sentAgain,
      long givenUp,
      long malformed,
      long duplicate,
      long unmatched,
      long stale,
      long illegal,
      Map<String, Long> refusedBy,
      Map<String, Long> givenUpBy) {

    /** Copies the maps. */
    public Traffic {
      refusedBy = Collections.unmodifiableMap(new TreeMap<>(refusedBy));
      givenUpBy = Collections.unmodifiableMap(new TreeMap<>(givenUpBy));
    }

    /** One without reasons. */
    public Traffic(
        long received,
        long sent,
        long refused,
        long sentAgain,
        long givenUp,
        long malformed,
        long duplicate,
        long unmatched,
        long stale,
        long illegal) {
      this(
          received, sent, refused, sentAgain, givenUp, malformed, duplicate, unmatched, stale,
          illegal, Map.of(), Map.of());
    }
  }
}
