package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.RecordedOutcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of commands, within bounds: what has ended is kept for a day, and of each connection
 * at most {@value #ENDED_MAX}; the oldest go. One thread, inside a transaction.
 */
final class CommandTable {

  /** How many that have ended are kept of each connection. */
  static final int ENDED_MAX = 10_000;

  /** How long they are kept. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final String FIND =
      "SELECT name, may_send, outcome, code, text FROM command WHERE connection = ? AND id = ?";

  private static final String INSERT =
      "INSERT INTO command (connection, id, name, began_ms, may_send) VALUES (?, ?, ?, ?, ?)";

  private static final String MAY_SEND =
      "UPDATE command SET may_send = 1 WHERE connection = ? AND id = ?";

  // Never before one that ended earlier, whatever the clock says: the oldest are to go first.
  private static final String END =
      "UPDATE command SET outcome = ?1, code = ?2, text = ?3, ended_ms = max(?4, coalesce("
          + "(SELECT max(ended_ms) FROM command WHERE connection = ?5), ?4))"
          + " WHERE connection = ?5 AND id = ?6 AND ended_ms IS NULL";

  private static final String COUNT =
      "SELECT count(*) FROM command WHERE connection = ? AND ended_ms IS NOT NULL";

  private static final String DROP_OLD =
      "DELETE FROM command WHERE connection = ? AND ended_ms < ?";

  private static final String DROP_OLDEST =
      "DELETE FROM command WHERE number IN (SELECT number FROM command"
          + " WHERE connection = ? AND ended_ms IS NOT NULL ORDER BY ended_ms, number LIMIT ?)";

  private static final String DROP_INTERRUPTED =
      "DELETE FROM command WHERE connection = ?1 AND ended_ms IS NULL AND (began_ms < ?2 OR number"
          + " NOT IN (SELECT number FROM command WHERE connection = ?1 AND ended_ms IS NULL"
          + " ORDER BY number DESC LIMIT ?3))";

  private final Statements statements;

  /** How many of each connection have ended, as far as that was asked for already. */
  private final Map<String, Long> ended = new LinkedHashMap<>();

  CommandTable(Statements statements) {
    this.statements = statements;
  }

  /**
   * A command that is known.
   *
   * @param outcome empty if it has not ended
   */
  record Known(String name, boolean maySend, Optional<RecordedOutcome> outcome) {}

  /** What is known of an id, unless that is too long ago. */
  Optional<Known> find(String connection, String id, long nowMillis) throws SQLException {
    dropOld(connection, nowMillis);
    PreparedStatement find = statements.get(FIND);
    find.setString(1, connection);
    find.setString(2, id);
    try (ResultSet rows = find.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      String kind = rows.getString(3);
      return Optional.of(
          new Known(
              rows.getString(1),
              rows.getInt(2) != 0,
              kind == null
                  ? Optional.empty()
                  : Optional.of(
                      new RecordedOutcome(kind(kind), rows.getString(4), rows.getString(5)))));
    }
  }

  void begin(String connection, String id, String name, boolean maySend, long nowMillis)
      throws SQLException {
    PreparedStatement insert = statements.get(INSERT);
    insert.setString(1, connection);
    insert.setString(2, id);
    insert.setString(3, name);
    insert.setLong(4, nowMillis);
    insert.setInt(5, maySend ? 1 : 0);
    insert.executeUpdate();
  }

  void maySend(String connection, String id) throws SQLException {
    PreparedStatement update = statements.get(MAY_SEND);
    update.setString(1, connection);
    update.setString(2, id);
    update.executeUpdate();
  }

  void end(String connection, String id, RecordedOutcome outcome, long nowMillis)
      throws SQLException {
    long before = ended(connection);
    PreparedStatement update = statements.get(END);
    update.setString(1, label(outcome.kind()));
    update.setString(2, outcome.code());
    update.setString(3, outcome.text());
    update.setLong(4, nowMillis);
    update.setString(5, connection);
    update.setString(6, id);
    long now = before + update.executeUpdate();
    update.clearParameters();
    if (now > ENDED_MAX) {
      PreparedStatement drop = statements.get(DROP_OLDEST);
      drop.setString(1, connection);
      drop.setLong(2, now - ENDED_MAX);
      now -= drop.executeUpdate();
    }
    ended.put(connection, now);
    dropOld(connection, nowMillis);
  }

  /** Forgets what processes that are gone have left behind, unless somebody may still ask. */
  void dropInterrupted(String connection, long nowMillis) throws SQLException {
    PreparedStatement drop = statements.get(DROP_INTERRUPTED);
    drop.setString(1, connection);
    drop.setLong(2, nowMillis - KEPT.toMillis());
    drop.setLong(3, ENDED_MAX);
    drop.executeUpdate();
  }

  /** What was done since the transaction began is undone. */
  void rolledBack() {
    ended.clear();
  }

  private void dropOld(String connection, long nowMillis) throws SQLException {
    PreparedStatement drop = statements.get(DROP_OLD);
    drop.setString(1, connection);
    drop.setLong(2, nowMillis - KEPT.toMillis());
    int dropped = drop.executeUpdate();
    ended.computeIfPresent(connection, (key, count) -> count - dropped);
  }

  private long ended(String connection) throws SQLException {
    Long known = ended.get(connection);
    if (known != null) {
      return known;
    }
    PreparedStatement count = statements.get(COUNT);
    count.setString(1, connection);
    try (ResultSet rows = count.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static String label(RecordedOutcome.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static RecordedOutcome.Kind kind(String label) {
    return RecordedOutcome.Kind.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
