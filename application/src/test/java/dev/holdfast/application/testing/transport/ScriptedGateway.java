package dev.holdfast.application.testing.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A gateway at the level of messages. What is said about connections holds for those that are
 * opened from then on; at first it accepts them without a subprotocol.
 */
public interface ScriptedGateway {

  /** Where it is. */
  URI uri();

  /** Accepts and selects a subprotocol. */
  void accepts(String subprotocol);

  /** Answers with an HTTP status other than 101. */
  void rejects(int status, Optional<Duration> retryAfter);

  /** Answers with something that is no valid handshake. */
  void answersNonsense();

  /** Takes the request and never answers. */
  void neverAnswers();

  /** Ends the TCP connection instead of an answer. */
  void breaksOff();

  /** Is not there: nobody listens. */
  void refuses();

  /** How many connections there were so far. */
  int connections();

  /**
   * Its side of one connection.
   *
   * @param number from 1
   */
  GatewaySide side(int number);
}
