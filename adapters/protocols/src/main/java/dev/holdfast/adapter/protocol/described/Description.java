package dev.holdfast.adapter.protocol.described;

import dev.holdfast.application.port.out.HeartbeatMode;
import dev.holdfast.domain.verdict.VerdictTable;
import java.util.List;
import java.util.Optional;

/**
 * A session protocol as a file describes it, checked. Immutable.
 *
 * @param name the name in configuration
 * @param about one sentence for people; possibly empty
 * @param shape the places in messages that the rest asks about
 * @param handshake what the opening handshake says
 * @param framing how messages lie in WebSocket messages
 * @param login how a link is logged in; empty if it is up once it is open
 * @param heartbeat how heartbeats are sent
 * @param heartbeatMessage the heartbeat as a message; empty if there is none
 * @param keys what the keys of our messages look like; empty if answers come in order
 * @param maxInFlight how many requests may be on their way at once
 * @param rules what messages are; the first that fits holds
 * @param otherwise what a message is that no rule fits: a notification, malformed or nothing
 * @param handOnUnreadable whether what cannot be read goes on to the application all the same
 * @param listForObject whether an empty list means an object without fields
 * @param commands how commands are written
 * @param subscriptions how subscriptions are written
 * @param delivery how application messages are written that the gateway acknowledges; empty if they
 *     go out as they are, and are not acknowledged
 * @param calls how calls of the gateway are answered
 * @param sensors how the gateway tells of its sensors apart from readings; empty if it does not
 * @param verdicts what to do after which cause
 */
public record Description(
    String name,
    String about,
    MessageShape shape,
    Handshake handshake,
    Framing framing,
    Optional<Login> login,
    HeartbeatMode heartbeat,
    Optional<Template> heartbeatMessage,
    Optional<KeyForm> keys,
    int maxInFlight,
    List<Rule> rules,
    Otherwise otherwise,
    boolean handOnUnreadable,
    boolean listForObject,
    Requests commands,
    Requests subscriptions,
    Optional<Requests.Form> delivery,
    Calls calls,
    Optional<Sensors> sensors,
    VerdictTable verdicts) {

  /** Copies the list. */
  public Description {
    rules = List.copyOf(rules);
  }

  /** What becomes of a message that no rule fits. */
  public enum Otherwise {
    /** It goes on to the application as it came. */
    NOTIFICATION,
    /** It is counted as not understood. */
    MALFORMED,
    /** Nothing. */
    IGNORE
  }
}
