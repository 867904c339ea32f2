package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.Request;

/**
 * A request as it is on the wire of a simulated world.
 *
 * @param key what its answer must carry; empty if answers come in order
 * @param subscribes whether it is a subscription, or else a command
 * @param name what it is called
 * @param payload its payload, which makes it recognisable
 */
record WireRequest(String key, boolean subscribes, String name, String payload) {

  private static final String SUBSCRIBE = "?s";
  private static final String COMMAND = "?c";
  private static final String SEPARATOR = "|";

  static WireRequest of(Request request, String key) {
    return new WireRequest(
        key, request instanceof Request.Subscribe, request.name(), request.payload());
  }

  static boolean isOne(String text) {
    return text.startsWith(COMMAND) || text.startsWith(SUBSCRIBE);
  }

  static WireRequest parse(String text) {
    String[] parts = text.split("\\|", -1);
    return new WireRequest(parts[1], parts[0].equals(SUBSCRIBE), parts[2], parts[3]);
  }

  String text() {
    return String.join(SEPARATOR, subscribes ? SUBSCRIBE : COMMAND, key, name, payload);
  }
}
