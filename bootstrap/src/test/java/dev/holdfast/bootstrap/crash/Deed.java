package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gateway did because it was commanded to, as it wrote it down.
 *
 * @param number of the command
 * @param deed its name; no two have the same
 * @param atMillis when, the time of day
 */
record Deed(long number, String deed, long atMillis) {

  private static final String BETWEEN = "\t";

  /** The line in the gateway's file, with its end. */
  String line() {
    return number + BETWEEN + deed + BETWEEN + atMillis + BETWEEN + ".\n";
  }

  /** All that were written down, in order, but for what a kill has torn. */
  static List<Deed> readAll(Path file) throws IOException {
    List<Deed> deeds = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split(BETWEEN, -1);
      if (parts.length == 4) {
        deeds.add(new Deed(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2])));
      }
    }
    return deeds;
  }
}
