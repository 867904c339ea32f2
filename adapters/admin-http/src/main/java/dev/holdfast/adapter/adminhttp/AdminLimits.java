package dev.holdfast.adapter.adminhttp;

import java.time.Duration;

/**
 * How much clients of the control API may take of the process.
 *
 * @param maxClients open connections; when there are more, the one that has let us wait longest
 *     goes
 * @param maxStreams how many of them may follow the live events
 * @param headTimeout how long a client may take until it has sent the head of a request, silence
 *     between two requests included
 * @param bodyTimeout how long it may take for the body after that
 * @param answerTimeout how long it may take to accept an answer
 * @param maxBodyBytes the largest body of a request
 * @param maxSendBytes the largest body of a request to send a message; data is a third longer there
 * @param maxBodiesBytes what the bodies of all requests that are on their way may take together
 * @param maxBacklogBytes how far a client may be behind with the live events
 * @param streamPulse how often a client that follows the live events hears that we are there
 */
public record AdminLimits(
    int maxClients,
    int maxStreams,
    Duration headTimeout,
    Duration bodyTimeout,
    Duration answerTimeout,
    int maxBodyBytes,
    int maxSendBytes,
    int maxBodiesBytes,
    int maxBacklogBytes,
    Duration streamPulse) {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /** Checks that there is room for at least one client. */
  public AdminLimits {
    if (maxClients < 1 || maxStreams < 0 || maxBodyBytes < 1 || maxSendBytes < maxBodyBytes) {
      throw new IllegalArgumentException("limits leave no room");
    }
  }

  /** Enough for people, dashboards and scripts; not enough to hurt the connections. */
  public static AdminLimits defaults() {
    return new AdminLimits(
        256,
        32,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        MIB,
        24 * MIB,
        48 * MIB,
        64 * KIB,
        Duration.ofSeconds(15));
  }

  /** The same with other numbers of clients. */
  public AdminLimits withClients(int clients, int streams) {
    return new AdminLimits(
        clients,
        streams,
        headTimeout,
        bodyTimeout,
        answerTimeout,
        maxBodyBytes,
        maxSendBytes,
        maxBodiesBytes,
        maxBacklogBytes,
        streamPulse);
  }

  /** The same with other times for a head and for a body. */
  public AdminLimits withPatience(Duration head, Duration body) {
    return new AdminLimits(
        maxClients,
        maxStreams,
        head,
        body,
        answerTimeout,
        maxBodyBytes,
        maxSendBytes,
        maxBodiesBytes,
        maxBacklogBytes,
        streamPulse);
  }
}
