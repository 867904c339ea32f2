package dev.holdfast.application.port.out;

import java.util.Objects;

/**
 * Something that the gateway says by itself, as the session protocol understands it.
 *
 * @param topic what it is about, in the words of the protocol; empty if that is not known
 * @param subject whom it is about, such as the serial number of a sensor; empty if not known
 * @param id what makes it recognisable when it comes twice; empty if the protocol has no ids
 * @param text what is for the application
 * @param failure whether it says that what it is about has failed and will bring no data
 * @param acknowledgement what the gateway is to be told, as a text of the session protocol, once
 *     the notification is safe here; empty if it does not wait for that
 */
public record Notification(
    String topic, String subject, String id, String text, boolean failure, String acknowledgement) {

  /** One that the gateway does not wait for. */
  public Notification(String topic, String subject, String id, String text, boolean failure) {
    this(topic, subject, id, text, failure, "");
  }

  /** One that tells of no failure. */
  public Notification(String topic, String subject, String id, String text) {
    this(topic, subject, id, text, false);
  }

  /** Checks that all is there. */
  public Notification {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(acknowledgement, "acknowledgement");
  }

  /** One of which nothing but the text is known. */
  public static Notification of(String text) {
    return new Notification("", "", "", text);
  }

  /** The same; the gateway is told so once it is safe. */
  public Notification acknowledgedBy(String answer) {
    return new Notification(topic, subject, id, text, failure, answer);
  }
}
