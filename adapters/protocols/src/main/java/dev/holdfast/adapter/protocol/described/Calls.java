package dev.holdfast.adapter.protocol.described;

import java.util.Map;
import java.util.Optional;

/**
 * How calls of the gateway are answered.
 *
 * @param replies what is answered at once, by action
 * @param done to a call that was done; empty for nothing
 * @param notImplemented to a call that nobody can do; empty for nothing
 * @param failed to a call that could not be done; empty for nothing
 * @param early to a call that comes before the login is accepted; empty for nothing
 */
public record Calls(
    Map<String, Template> replies,
    Optional<Template> done,
    Optional<Template> notImplemented,
    Optional<Template> failed,
    Optional<Template> early) {

  /** None at all. */
  public static final Calls NONE =
      new Calls(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Copies the map. */
  public Calls {
    replies = Map.copyOf(replies);
  }
}
