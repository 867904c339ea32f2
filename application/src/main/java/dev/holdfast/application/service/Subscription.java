package dev.holdfast.application.service;

/**
 * Something that the gateway shall go on telling about, for as long as the connection is wanted.
 *
 * @param name what the session protocol calls it; not empty
 * @param payload details in the words of the session protocol; possibly empty
 */
public record Subscription(String name, String payload) {

  /** Checks that there is something to subscribe to. */
  public Subscription {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a subscription needs a name");
    }
  }
}
