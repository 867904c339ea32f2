package dev.holdfast.application.port.out;

/** Something that the application wants of the gateway, to be put into the protocol's words. */
public sealed interface Request {

  /** What the gateway calls it; not empty. */
  String name();

  /** Its payload, in the words of the application: mostly JSON text; empty if there is none. */
  String payload();

  /**
   * The gateway shall do something.
   *
   * @param name the name of the command
   * @param payload its payload, possibly empty
   */
  record Command(String name, String payload) implements Request {}

  /**
   * The gateway shall go on telling about something, on this link.
   *
   * @param name what about
   * @param payload details, possibly empty
   */
  record Subscribe(String name, String payload) implements Request {}

  /**
   * The gateway shall take an application message, and say that it has.
   *
   * @param id by which it knows a duplicate; not empty
   * @param payload the message
   */
  record Deliver(String id, String payload) implements Request {

    /** What every message is called. */
    public static final String NAME = "message";

    @Override
    public String name() {
      return NAME;
    }
  }
}
