package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.MessageClass;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An outbox file in the hands of a person. Safe while a daemon has it open: reading sees the latest
 * commit, and each change is a transaction that waits its turn. The daemon does not look for what
 * others put there while it sends from memory: it must be told, or sends it when its link is up the
 * next time. One thread.
 */
public final class OutboxInspection implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String COLUMNS =
      "number, connection, class, key, id, session_bound, accepted_ms, size, payload";

  /** What became of a wish to change something. */
  public enum Change {
    /** Done. */
    DONE,
    /** There is no such message. */
    NOT_THERE,
    /** The message waits to be sent: there is nothing to try again. */
    WAITS_ALREADY,
    /** A newer value of the same key waits: the older one would take its place. */
    NEWER_VALUE
  }

  private final Path file;
  private final Connection connection;

  private OutboxInspection(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a file that is there.
   *
   * @throws OutboxException if it cannot be read, or is no outbox
   */
  public static OutboxInspection open(Path file) throws OutboxException {
    if (!Files.isRegularFile(file)) {
      throw new OutboxException("there is no outbox " + file);
    }
    String name = "the outbox " + file;
    Connection connection = null;
    boolean opened = false;
    try {
      connection = Sqlite.connect(file.toRealPath(), PATIENCE);
      Sqlite.distrust(connection);
      if (Schema.check(connection, name) == 0) {
        throw new OutboxException(name + " is empty: no daemon has opened it yet");
      }
      opened = true;
      return new OutboxInspection(file, connection);
    } catch (SQLException e) {
      throw new OutboxException("cannot open " + name + ": " + Failure.of(e).words(), e);
    } catch (OutboxException e) {
      throw e;
    } catch (IOException e) {
      throw new OutboxException("cannot open " + name + ": " + e.getMessage(), e);
    } finally {
      if (!opened && connection != null) {
        Sqlite.closeQuietly(connection);
      }
    }
  }

  /** How many there are, by connection and class. */
  public List<OutboxTally> tallies() throws OutboxException {
    return asked(
        () -> {
          List<OutboxTally> tallies = new ArrayList<>();
          for (boolean dead : new boolean[] {false, true}) {
            try (Statement statement = connection.createStatement();
                ResultSet rows =
                    statement.executeQuery(
                        "SELECT connection, class, count(*), sum(size), min(accepted_ms) FROM "
                            + table(dead)
                            + " GROUP BY connection, class ORDER BY connection, class")) {
              while (rows.next()) {
                tallies.add(
                    new OutboxTally(
                        rows.getString(1),
                        rows.getString(2),
                        dead,
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5)));
              }
            }
          }
          return tallies;
        });
  }

  /** How many dead letters had to go because there were too many. */
  public long deadLettersDropped() throws OutboxException {
    return asked(
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT value FROM counter WHERE name = ?")) {
            statement.setString(1, DeadLetters.DROPPED);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? rows.getLong(1) : 0L;
            }
          }
        });
  }

  /**
   * Reads messages in the order of their numbers.
   *
   * @param dead whether to read those that could not be delivered, instead of those that wait
   * @param of whose; empty for all connections
   * @param after only those with a higher number
   * @param most how many at most
   */
  public List<KeptMessage> page(boolean dead, Optional<String> of, long after, int most)
      throws OutboxException {
    String query =
        select(dead)
            + " WHERE number > ?"
            + (of.isPresent() ? " AND connection = ?" : "")
            + " ORDER BY number LIMIT ?";
    return asked(
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, after);
            int next = 2;
            if (of.isPresent()) {
              statement.setString(next++, of.get());
            }
            statement.setInt(next, most);
            return kept(statement, dead);
          }
        });
  }

  /** One message, wherever it is. */
  public Optional<KeptMessage> find(long number) throws OutboxException {
    return asked(
        () -> {
          for (boolean dead : new boolean[] {false, true}) {
            try (PreparedStatement statement =
                connection.prepareStatement(select(dead) + " WHERE number = ?")) {
              statement.setLong(1, number);
              List<KeptMessage> found = kept(statement, dead);
              if (!found.isEmpty()) {
                return Optional.of(found.get(0));
              }
            }
          }
          return Optional.empty();
        });
  }

  /**
   * Lets a dead letter be sent once more: with its old id, a new number and a new age, behind all
   * others, to whatever session there is.
   */
  public Change retry(long number) throws OutboxException {
    return changed(
        () -> {
          if (affects("SELECT 1 FROM message WHERE number = ?", number)) {
            return Change.WAITS_ALREADY;
          }
          if (affects(
              "SELECT 1 FROM dead_letter d JOIN message m"
                  + " ON m.connection = d.connection AND m.key = d.key WHERE d.number = ?",
              number)) {
            return Change.NEWER_VALUE;
          }
          boolean there =
              affects(
                  "INSERT INTO message SELECT NULL, connection, class, key, id, 0,"
                      + " CAST(unixepoch('subsec') * 1000 AS INTEGER),"
                      + " size, payload FROM dead_letter WHERE number = ?",
                  number);
          affects("DELETE FROM dead_letter WHERE number = ?", number);
          return there ? Change.DONE : Change.NOT_THERE;
        });
  }

  /**
   * Throws a message away, dead or waiting. One that the daemon has in hand already may be sent
   * nevertheless.
   */
  public Change drop(long number) throws OutboxException {
    return changed(
        () ->
            affects("DELETE FROM dead_letter WHERE number = ?", number)
                    || affects("DELETE FROM message WHERE number = ?", number)
                ? Change.DONE
                : Change.NOT_THERE);
  }

  @Override
  public void close() {
    Sqlite.closeQuietly(connection);
  }

  private static String table(boolean dead) {
    return dead ? "dead_letter" : "message";
  }

  private static String select(boolean dead) {
    return "SELECT " + COLUMNS + (dead ? ", buried_ms, reason" : "") + " FROM " + table(dead);
  }

  private static List<KeptMessage> kept(PreparedStatement statement, boolean dead)
      throws SQLException {
    List<KeptMessage> kept = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        kept.add(
            new KeptMessage(
                rows.getString("connection"),
                Rows.message(rows, messageClass(rows.getString("class"))),
                dead
                    ? Optional.of(
                        new KeptMessage.Death(rows.getLong("buried_ms"), rows.getString("reason")))
                    : Optional.empty()));
      }
    }
    return kept;
  }

  private static MessageClass messageClass(String label) throws SQLException {
    for (MessageClass each : MessageClass.values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    throw new SQLException("there is no message class " + label);
  }

  /** Whether a statement found a row, or changed one. */
  private boolean affects(String sql, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, number);
      if (!sql.startsWith("SELECT")) {
        return statement.executeUpdate() > 0;
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private Change changed(Question<Change> change) throws OutboxException {
    return asked(
        () -> {
          boolean done = false;
          try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            Change outcome = change.ask();
            statement.executeUpdate("COMMIT");
            done = true;
            return outcome;
          } finally {
            if (!done) {
              Sqlite.rollBackQuietly(connection);
            }
          }
        });
  }

  private <T> T asked(Question<T> question) throws OutboxException {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new OutboxException("the outbox " + file + ": " + Failure.of(e).words(), e);
    }
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }
}
