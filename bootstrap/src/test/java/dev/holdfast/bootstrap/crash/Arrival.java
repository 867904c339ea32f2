package dev.holdfast.bootstrap.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A message at the gateway, as it wrote it down.
 *
 * @param link on which it came; no two are called the same
 * @param number the producer's
 * @param id by which a duplicate is known
 */
record Arrival(String link, long number, String id) {

  private static final String BETWEEN = "\t";

  /** The line in the gateway's file, with its end. */
  String line() {
    return link + BETWEEN + number + BETWEEN + id + "\n";
  }

  /**
   * All that were written down, in order. What a kill has torn is left out: it was not
   * acknowledged.
   */
  static List<Arrival> readAll(Path file) throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split(BETWEEN, -1);
      if (parts.length == 3 && !parts[2].isEmpty()) {
        arrivals.add(new Arrival(parts[0], Long.parseLong(parts[1]), parts[2]));
      }
    }
    return arrivals;
  }
}
