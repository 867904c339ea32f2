package dev.holdfast.adapter.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that a file became at its rotations: {@code readings.ndjson} becomes {@code
 * readings-20261126T002128.007Z.ndjson}, with {@code .gz} behind it once it is compressed. The time
 * is that of the rotation, in UTC, so that names sort by age.
 */
final class RotatedFiles {

  /** Behind the name of a compressed file. */
  static final String COMPRESSED = ".gz";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final String stem;
  private final String extension;
  private final Pattern names;

  /** The time in the last name that was given. */
  private long last = Long.MIN_VALUE;

  RotatedFiles(Path file) {
    this.file = file;
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    stem = dot > 0 ? name.substring(0, dot) : name;
    extension = dot > 0 ? name.substring(dot) : "";
    names =
        Pattern.compile(
            Pattern.quote(stem + "-")
                + "[0-9]{8}T[0-9]{6}[.][0-9]{3}Z"
                + Pattern.quote(extension)
                + "([.]gz)?");
  }

  /** A name that no file has yet, behind all that were given before. */
  Path newName(long nowMillis) {
    last = Math.max(nowMillis, last + 1);
    while (isTaken(name(last))) {
      last++;
    }
    return file.resolveSibling(name(last));
  }

  /** All there are, the oldest first. */
  List<Path> oldestFirst() throws IOException {
    try (Stream<Path> entries = Files.list(file.toAbsolutePath().getParent())) {
      return entries
          .filter(entry -> names.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private String name(long millis) {
    return stem + "-" + TIME.format(Instant.ofEpochMilli(millis)) + extension;
  }

  private boolean isTaken(String name) {
    return Files.exists(file.resolveSibling(name))
        || Files.exists(file.resolveSibling(name + COMPRESSED));
  }
}
