package dev.holdfast.adapter.sink.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a file is written.
 *
 * @param path the file; its folder must exist
 * @param rotateBytes the size that a file does not exceed, unless a single batch is larger; empty
 *     for any size
 * @param rotateEvery how often a new file is begun; empty for never
 * @param keep how many rotated files are kept; empty for all of them
 * @param compress whether rotated files are compressed (gzip)
 * @param syncWithin how long after it was written a message must be on the disk itself: zero before
 *     it counts as written; empty to leave it to the operating system
 */
public record FileOptions(
    Path path,
    OptionalLong rotateBytes,
    Optional<Period> rotateEvery,
    OptionalInt keep,
    boolean compress,
    Optional<Duration> syncWithin) {

  /** Checks the ranges. */
  public FileOptions {
    Objects.requireNonNull(path, "path");
    if (rotateBytes.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "rotateBytes must be at least 1 but was " + rotateBytes.getAsLong());
    }
    if (keep.orElse(0) < 0) {
      throw new IllegalArgumentException("keep must not be negative but was " + keep.getAsInt());
    }
    if (syncWithin.orElse(Duration.ZERO).isNegative()) {
      throw new IllegalArgumentException("syncWithin must not be negative but was " + syncWithin);
    }
  }
}
