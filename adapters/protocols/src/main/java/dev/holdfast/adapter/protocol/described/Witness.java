package dev.holdfast.adapter.protocol.described;

import java.util.Map;

/** Somebody who is told how messages are understood. On the loop of the link. */
@FunctionalInterface
public interface Witness {

  /** Nobody. */
  Witness NONE = (rule, parts) -> {};

  /**
   * A message was understood, before anything follows from it.
   *
   * @param rule which rule fitted, in words
   * @param parts what was found in it, by name; may be the gateway's secrets
   */
  void understood(String rule, Map<String, String> parts);
}
