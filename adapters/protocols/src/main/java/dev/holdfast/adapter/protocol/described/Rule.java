package dev.holdfast.adapter.protocol.described;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What messages of a kind are, and where what they say is.
 *
 * @param name for people
 * @param when which messages
 * @param meaning what they are
 * @param parts where what is
 * @param reply what is answered to a ping at once, and to a notification once it is safe; empty for
 *     nothing
 * @param reading how a notification is decoded; empty if it goes on as it came
 * @param failure whether a notification says that what it is about will bring no data
 * @param captures the places of values to keep if they are there, by their name
 */
public record Rule(
    String name,
    Condition when,
    Meaning meaning,
    Parts parts,
    Optional<Template> reply,
    Optional<Reading> reading,
    boolean failure,
    Map<String, Integer> captures) {

  /** Copies the map. */
  public Rule {
    captures = Map.copyOf(captures);
  }

  /** What a message can be. */
  public enum Meaning {
    /** The answer to a request. */
    ANSWER,
    /** The news that a request failed. */
    ERROR,
    /** The news that a request was accepted; its answer follows. */
    PROGRESS,
    /** Something that the gateway says by itself. */
    NOTIFICATION,
    /** Something that the gateway wants of us. */
    CALL,
    /** A heartbeat of the gateway's. */
    PING,
    /** The answer to a heartbeat of ours. */
    PONG,
    /** Nothing of interest. */
    IGNORE,
    /** The end of the session, though the socket may be open. */
    END;

    /** The name in a description. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where what a message says is.
   *
   * @param key of an answer or a call
   * @param body of an answer, a notification, a call; nothing for the whole message
   * @param code of an error
   * @param text of an error or an end
   * @param command of an error: the name of what failed
   * @param topic of a notification
   * @param subject of a notification
   * @param id of a notification
   * @param action of a call
   */
  public record Parts(
      Pick key,
      Pick body,
      Pick code,
      Pick text,
      Pick command,
      Pick topic,
      Pick subject,
      Pick id,
      Pick action) {}
}
