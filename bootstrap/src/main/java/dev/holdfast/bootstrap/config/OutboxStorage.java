package dev.holdfast.bootstrap.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where accepted messages are kept until the gateway has them.
 *
 * @param file the outbox file; empty if they are kept in memory
 * @param usualPlace whether the file is where nobody asked for it: then its folder is created
 * @param deadLetters how many messages that could not be delivered are kept in it; 1 or more
 * @param journal whether what arrives is kept in it too, until the sinks have it; only in a file
 */
public record OutboxStorage(
    Optional<Path> file, boolean usualPlace, int deadLetters, boolean journal) {

  /** Without a journal. */
  public OutboxStorage(Optional<Path> file, boolean usualPlace, int deadLetters) {
    this(file, usualPlace, deadLetters, false);
  }

  /** In memory. */
  public static final OutboxStorage IN_MEMORY = new OutboxStorage(Optional.empty(), false, 10_000);
}
