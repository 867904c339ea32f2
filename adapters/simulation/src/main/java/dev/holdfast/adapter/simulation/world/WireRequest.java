package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.Request;

/**
 * A request as it is on the wire of a simulated world.
 *
 * @param kind what sort it is
 * @param key what its answer must carry; empty if answers come in order
 * @param name what it is called
 * @param payload its payload, which makes it recognisable
 * @param id by which the gateway knows a duplicate of a message; empty for everything else
 */
record WireRequest(Kind kind, String key, String name, String payload, String id) {

  private static final String SEPARATOR = "|";

  /** What sorts there are. */
  enum Kind {
    /** It wants something done. */
    COMMAND("?c"),
    /** It wants to be told. */
    SUBSCRIPTION("?s"),
    /** It is a message, to be acknowledged. */
    MESSAGE("?d");

    private final String start;

    Kind(String mark) {
      this.start = mark + SEPARATOR;
    }
  }

  static WireRequest of(Request request, String key) {
    if (request instanceof Request.Deliver message) {
      return new WireRequest(Kind.MESSAGE, key, message.name(), message.payload(), message.id());
    }
    Kind kind = request instanceof Request.Subscribe ? Kind.SUBSCRIPTION : Kind.COMMAND;
    return new WireRequest(kind, key, request.name(), request.payload(), "");
  }

  static boolean isOne(String text) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.start)) {
        return true;
      }
    }
    return false;
  }

  static WireRequest parse(String text) {
    String[] parts = text.split("\\|", -1);
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.start)) {
        return new WireRequest(kind, parts[1], parts[2], parts[3], parts[4]);
      }
    }
    throw new IllegalArgumentException("not a request: " + text);
  }

  boolean subscribes() {
    return kind == Kind.SUBSCRIPTION;
  }

  boolean isMessage() {
    return kind == Kind.MESSAGE;
  }

  String text() {
    return kind.start + String.join(SEPARATOR, key, name, payload, id);
  }
}
