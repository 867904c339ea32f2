package dev.holdfast.bootstrap.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway says on one connection, as long as it behaves. It reads no clock and arms no
 * timer; times count from the start of the gateway. Loop only.
 */
interface Conversation {

  /** The answers to a text message, in order; possibly none. */
  List<String> answersTo(String message, Duration now);

  /** The answers to a binary message, in order; possibly none. */
  List<String> answersToBinary();

  /** When it has something to say by itself. */
  default Optional<Duration> nextAt() {
    return Optional.empty();
  }

  /** What it says by itself now, in order; asking too early changes nothing. */
  default List<String> due(Duration now) {
    return List.of();
  }
}
