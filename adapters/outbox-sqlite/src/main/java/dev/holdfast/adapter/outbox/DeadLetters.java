package dev.holdfast.adapter.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what could not be delivered, within bounds: the oldest have to go, and are counted. One
 * thread, inside a transaction.
 */
final class DeadLetters {

  /** The counter in the file of dead letters that had to go. */
  static final String DROPPED = "dead-letters-dropped";

  private static final int REASON_MAX = 500;

  private static final String KEEP =
      "INSERT INTO dead_letter SELECT NULL, *, ?, ? FROM message"
          + " WHERE number = ? AND connection = ?";

  private static final String NEWEST_FIRST =
      "SELECT place, size FROM dead_letter ORDER BY place DESC";

  private static final String DROP = "DELETE FROM dead_letter WHERE place <= ?";

  private static final String COUNT =
      "INSERT INTO counter (name, value) VALUES ('"
          + DROPPED
          + "', ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value";

  private final OutboxOptions options;
  private final Statements statements;
  private final AtomicLong dropped = new AtomicLong();
  private long droppedNow;
  private boolean untrimmed;

  DeadLetters(Statements statements, OutboxOptions options) {
    this.statements = statements;
    this.options = options;
  }

  /** Copies a message, if it is there. */
  void keep(Request.Removal burial) throws SQLException {
    String reason = burial.reason();
    PreparedStatement keep = statements.get(KEEP);
    keep.setLong(1, burial.millis());
    keep.setString(
        2, reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX) + "...");
    keep.setLong(3, burial.number());
    keep.setString(4, burial.connection());
    keep.executeUpdate();
    untrimmed = true;
  }

  /** Drops those that were buried first if there are too many since the last time. */
  void trim() throws SQLException {
    if (!untrimmed) {
      return;
    }
    long kept = 0;
    long size = 0;
    long tooOld = 0;
    try (ResultSet rows = statements.get(NEWEST_FIRST).executeQuery()) {
      while (tooOld == 0 && rows.next()) {
        size += rows.getLong(2);
        boolean fits = kept < options.deadLetters() && size <= options.deadLettersSize();
        if (kept > 0 && !fits) {
          tooOld = rows.getLong(1);
        }
        kept++;
      }
    }
    if (tooOld > 0) {
      PreparedStatement drop = statements.get(DROP);
      drop.setLong(1, tooOld);
      droppedNow += drop.executeUpdate();
      PreparedStatement count = statements.get(COUNT);
      count.setLong(1, droppedNow);
      count.executeUpdate();
    }
    untrimmed = false;
  }

  void committed() {
    dropped.addAndGet(droppedNow);
    droppedNow = 0;
  }

  void rolledBack() {
    droppedNow = 0;
    untrimmed = false;
  }

  /** How many had to go since the file was opened. Any thread. */
  long dropped() {
    return dropped.get();
  }
}
