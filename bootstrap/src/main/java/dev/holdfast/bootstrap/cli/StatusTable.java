package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.JsonTree;
import dev.holdfast.bootstrap.control.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Connections as a table for people. */
final class StatusTable {

  private static final List<String> HEAD =
      List.of("CONNECTION", "STATE", "UP", "FOR", "ATTEMPT", "QUEUED", "WHY");

  private static final long SECONDS_OF_MINUTE = 60;
  private static final long SECONDS_OF_HOUR = 3_600;
  private static final long SECONDS_OF_DAY = 86_400;

  private StatusTable() {}

  /**
   * The lines of the table.
   *
   * @param connections as the control API tells them
   */
  static List<String> of(List<JsonTree> connections) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    connections.forEach(connection -> rows.add(row(connection)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(JsonTree connection) {
    return List.of(
        connection.text("id").orElse("?"),
        connection.text("state").orElse("?"),
        connection.isTrue("up") ? "yes" : "no",
        time(Duration.ofMillis(connection.number("upOrDownForMs"))),
        Long.toString(connection.number("attempt")),
        Long.toString(connection.number("queued")),
        why(connection));
  }

  static String why(JsonTree connection) {
    StringBuilder why = new StringBuilder(connection.text("cause", "words").orElse(""));
    connection.text("cause", "detail").ifPresent(detail -> why.append(": ").append(detail));
    if (connection.at("retry").isPresent()) {
      why.append("; next attempt in ")
          .append(time(Duration.ofMillis(connection.number("retry", "inMs"))));
      long failures = connection.number("retry", "failures");
      why.append(failures == 0 ? "" : ", failure " + failures);
      why.append(
          connection.isTrue("retry", "credentialsRejected")
              ? ", credentials are rejected: check them"
              : "");
    }
    connection.text("stopped").ifPresent(reason -> why.append("; stopped: ").append(reason));
    why.append(Trouble.isRequired(connection) ? "" : "; not required");
    return why.toString();
  }

  /** A time in its two largest units. */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < SECONDS_OF_MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < SECONDS_OF_HOUR) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return seconds < SECONDS_OF_DAY
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }

  private static String line(List<String> row, int... widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
