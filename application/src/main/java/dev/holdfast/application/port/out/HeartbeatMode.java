package dev.holdfast.application.port.out;

import java.util.Locale;
import java.util.Optional;

/** How a heartbeat is sent. */
public enum HeartbeatMode {
  /** A WebSocket ping (RFC 6455 5.5.2). */
  PING,
  /** A message of the session protocol. */
  MESSAGE,
  /** Not at all. */
  NONE;

  /** The name in configuration: the constant in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a mode by its name in configuration.
   *
   * @param id such as {@code ping}
   * @return empty if there is none of that name
   */
  public static Optional<HeartbeatMode> byId(String id) {
    for (HeartbeatMode mode : values()) {
      if (mode.id().equals(id)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
