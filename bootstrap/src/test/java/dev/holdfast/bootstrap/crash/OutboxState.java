package dev.holdfast.bootstrap.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What SQLite says about the file of the outbox once no daemon has it.
 *
 * @param integrity {@code ok} (also if there is no file), or what is wrong
 * @param waiting how many messages still wait to be sent
 * @param undelivered how many messages of the gateway a sink has not got yet
 * @param deadLetters the numbers that the producer gave to those that were put aside
 */
record OutboxState(String integrity, long waiting, long undelivered, Set<Long> deadLetters) {

  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

  static OutboxState read(Path file) throws SQLException {
    if (!Files.exists(file)) {
      return new OutboxState("ok", 0, 0, Set.of());
    }
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      return new OutboxState(
          text(statement, "PRAGMA integrity_check"),
          Long.parseLong(text(statement, "SELECT count(*) FROM message")),
          undelivered(statement),
          deadLetters(statement));
    }
  }

  /** Reads how many messages of the gateway a sink has not got yet, also while a daemon runs. */
  static long undelivered(Path file) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      return undelivered(statement);
    }
  }

  private static long undelivered(Statement statement) throws SQLException {
    return Long.parseLong(text(statement, "SELECT count(*) FROM inbound"));
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Set<Long> deadLetters(Statement statement) throws SQLException {
    Set<Long> numbers = new TreeSet<>();
    try (ResultSet rows = statement.executeQuery("SELECT payload FROM dead_letter")) {
      while (rows.next()) {
        Matcher number = NUMBER.matcher(new String(rows.getBytes(1), StandardCharsets.UTF_8));
        if (number.find()) {
          numbers.add(Long.parseLong(number.group(1)));
        }
      }
    }
    return numbers;
  }
}
