package dev.holdfast.adapter.protocol.described;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the value comes from that takes the place of a placeholder.
 *
 * @param origin which kind
 * @param name the name of a captured value; empty for the others
 * @param slot the place in the message that is answered; -1 for the others
 */
public record Source(Origin origin, String name, int slot) {

  /** The kinds there are. */
  public enum Origin {
    /** The user name of the credentials. */
    EMAIL,
    /** Their password. */
    PASSWORD,
    /** Their token. */
    TOKEN,
    /** The name of a command or a subscription. */
    NAME,
    /** Its payload, or an application message, as JSON. */
    PAYLOAD,
    /** An application message as a text, whatever is in it. */
    TEXT,
    /** By which the gateway knows a message that comes again. */
    ID,
    /** The key of a message of ours, or of the call that is answered. */
    KEY,
    /** What is answered to a call, JSON. */
    BODY,
    /** Why a call failed. */
    WHY,
    /** Milliseconds since 1970. */
    TIMESTAMP,
    /** A value that was captured while logging in. */
    CAPTURED,
    /** A value of the message that is answered. */
    MESSAGE;

    /** The placeholder's name in a description. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds the kind that a placeholder names by itself.
     *
     * @param id such as {@code token}
     * @return empty if it is none of them
     */
    public static Optional<Origin> byId(String id) {
      for (Origin origin : values()) {
        if (origin != CAPTURED && origin != MESSAGE && origin.id().equals(id)) {
          return Optional.of(origin);
        }
      }
      return Optional.empty();
    }
  }

  /** One that needs no more than its kind. */
  public static Source of(Origin origin) {
    return new Source(origin, "", -1);
  }

  /** A value that was captured while logging in. */
  public static Source captured(String name) {
    return new Source(Origin.CAPTURED, name, -1);
  }

  /** What the message that is answered holds at a place. */
  public static Source message(int slot) {
    return new Source(Origin.MESSAGE, "", slot);
  }
}
