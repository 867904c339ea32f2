package dev.holdfast.application.message;

import java.util.Objects;

/**
 * How a message is to be delivered.
 *
 * @param messageClass what is promised
 * @param key which value it is, for {@link MessageClass#LATEST_VALUE}; empty otherwise
 * @param id by which the gateway knows a duplicate, at most {@value #MAX_NAME} characters; empty if
 *     the outbox shall give it one
 * @param sessionBound whether it means nothing to another session: not sent once the link is gone
 *     on which it was accepted
 */
public record Delivery(MessageClass messageClass, String key, String id, boolean sessionBound) {

  /** How long keys and ids may be, in characters. */
  public static final int MAX_NAME = 256;

  /** Kept until the gateway has it. */
  public static final Delivery AT_LEAST_ONCE =
      new Delivery(MessageClass.AT_LEAST_ONCE, "", "", false);

  /** Not sent again once it was on its way. */
  public static final Delivery BEST_EFFORT = new Delivery(MessageClass.BEST_EFFORT, "", "", false);

  /** Checks that it makes sense. */
  public Delivery {
    Objects.requireNonNull(messageClass, "messageClass");
    if (key.isEmpty() == (messageClass == MessageClass.LATEST_VALUE)) {
      throw new IllegalArgumentException(
          "a key belongs to latest-value messages, and to no others, but was \""
              + key
              + "\" for "
              + messageClass.label());
    }
    if (key.length() > MAX_NAME || id.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "keys and ids have at most "
              + MAX_NAME
              + " characters but these have "
              + key.length()
              + " and "
              + id.length());
    }
  }

  /** The newest value of its kind is delivered; older ones need not be. */
  public static Delivery latestValue(String key) {
    return new Delivery(MessageClass.LATEST_VALUE, key, "", false);
  }

  /** The same, with an id of the user's. */
  public Delivery withId(String its) {
    return new Delivery(messageClass, key, its, sessionBound);
  }

  /** The same, for the present session only. */
  public Delivery boundToSession() {
    return new Delivery(messageClass, key, id, true);
  }
}
