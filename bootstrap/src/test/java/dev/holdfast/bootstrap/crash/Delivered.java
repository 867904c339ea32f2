package dev.holdfast.bootstrap.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notification in the file of the sink.
 *
 * @param number the gateway's
 * @param at where its line begins, in bytes
 * @param receivedMillis when the daemon got it
 */
record Delivered(long number, long at, long receivedMillis) {

  private static final Pattern RECEIVED = Pattern.compile("\"received\":\"([^\"]+)\"");

  private static final Pattern NOTE = Pattern.compile("\"note\"\\s*:\\s*(\\d+)\\s*\\}\\s*\\}$");

  /** All that is there, in order, but for what a kill has torn. */
  static List<Delivered> readAll(Path file) throws IOException {
    List<Delivered> all = new ArrayList<>();
    if (!Files.exists(file)) {
      return all;
    }
    long at = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher note = NOTE.matcher(line);
        Matcher received = RECEIVED.matcher(line);
        if (note.find() && received.find()) {
          all.add(
              new Delivered(
                  Long.parseLong(note.group(1)),
                  at,
                  Instant.parse(received.group(1)).toEpochMilli()));
        }
        at += line.length() + 1;
      }
    }
    return all;
  }
}
