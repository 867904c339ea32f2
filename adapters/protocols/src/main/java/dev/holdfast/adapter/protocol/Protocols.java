package dev.holdfast.adapter.protocol;

import dev.holdfast.application.port.out.SessionProtocol;
import java.util.List;
import java.util.Optional;

/** Finds session protocols by the name they have in configuration. */
public final class Protocols {

  private static final List<SessionProtocol> ALL = List.of(new RawProtocol(), new JsonProtocol());

  private Protocols() {}

  /**
   * Finds one.
   *
   * @param name such as {@code raw}
   * @return empty if there is none of that name
   */
  public static Optional<SessionProtocol> byName(String name) {
    return ALL.stream().filter(protocol -> protocol.profile().name().equals(name)).findFirst();
  }

  /** All names, in the order in which to offer them. */
  public static List<String> names() {
    return ALL.stream().map(protocol -> protocol.profile().name()).toList();
  }
}
