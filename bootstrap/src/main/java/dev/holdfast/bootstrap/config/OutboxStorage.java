package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where accepted messages are kept until the gateway has them.
 *
 * @param file the outbox file; empty if they are kept in memory
 * @param usualPlace whether the file is where nobody asked for it: then its folder is created
 * @param deadLetters how many messages that could not be delivered are kept in it; 1 or more
 * @param journal how much of what arrives is kept in it too, until the sinks have it; empty if
 *     nothing; only in a file
 */
public record OutboxStorage(
    Optional<Path> file, boolean usualPlace, int deadLetters, Optional<Journal> journal) {

  /**
   * The bounds of the journal; beyond them nothing is read from gateways.
   *
   * @param maxMessages 1 or more
   * @param maxBytes 1 or more
   */
  public record Journal(long maxMessages, long maxBytes) {}

  /** Without a journal. */
  public OutboxStorage(Optional<Path> file, boolean usualPlace, int deadLetters) {
    this(file, usualPlace, deadLetters, Optional.empty());
  }

  /** In memory. */
  public static final OutboxStorage IN_MEMORY = new OutboxStorage(Optional.empty(), false, 10_000);
}
