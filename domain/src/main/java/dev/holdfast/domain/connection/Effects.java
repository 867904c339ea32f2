package dev.holdfast.domain.connection;

/**
 * What leaves the machine: the driven side of {@link ConnectionMachine#handle}, called in the order
 * in which things shall happen.
 *
 * <p>An implementation never calls back into the machine; what comes of an effect returns later as
 * a new event. At most one link exists at any time: {@link #dial} is never called before the link
 * of the attempt before was aborted or has ended.
 */
public interface Effects {

  /**
   * Open a link.
   *
   * @param attempt its number, one more than the one before
   * @param freshCredentials whether the credentials used so far were rejected, so that new ones
   *     must be asked for
   */
  void dial(long attempt, boolean freshCredentials);

  /**
   * Send a heartbeat and report {@link Event.HeartbeatWritten} once it has left.
   *
   * @param attempt the number of the attempt
   */
  void sendHeartbeat(long attempt);

  /**
   * Start the closing handshake (RFC 6455 7.1.2).
   *
   * @param attempt the number of the attempt
   * @param code the close code to send
   * @param reason the close reason, at most 123 bytes of UTF-8
   */
  void startClosing(long attempt, int code, String reason);

  /**
   * End the link at once, without a close frame.
   *
   * @param attempt the number of the attempt
   */
  void abort(long attempt);

  /** Tell everybody that the state changed. */
  void transitioned(Transition transition);

  /**
   * Count an event that changed nothing because it came too late or could not happen.
   *
   * @param event the event
   * @param why stale or illegal
   */
  void ignored(Event event, Reaction why);
}
