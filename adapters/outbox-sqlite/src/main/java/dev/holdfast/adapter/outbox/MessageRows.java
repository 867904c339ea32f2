package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.OutboundMessage;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * Writes messages into their table, many with one statement: each statement costs as much as a row.
 * One thread.
 */
final class MessageRows {

  /** How many rows one statement writes, if there are so many. */
  private static final int BUNDLE = 32;

  private static final String COLUMNS =
      " INTO message (number, connection, class, key, id, session_bound, accepted_ms, size,"
          + " payload) VALUES ";

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int VALUES = 9;

  private static final String INSERT = "INSERT" + COLUMNS + ROW;
  private static final String REPLACE = "INSERT OR REPLACE" + COLUMNS + ROW;
  private static final String INSERT_BUNDLE = INSERT + (", " + ROW).repeat(BUNDLE - 1);

  private final Statements statements;

  MessageRows(Statements statements) {
    this.statements = statements;
  }

  /**
   * Writes them in their order, within a transaction.
   *
   * @param first the number of the first; the others follow one by one
   */
  void insert(List<Request.Add> adds, long first) throws SQLException {
    int done = 0;
    while (done < adds.size()) {
      int rows = isBundle(adds, done) ? BUNDLE : 1;
      insert(adds.subList(done, done + rows), first + done, textOf(adds.get(done), rows));
      done += rows;
    }
  }

  /** A message with a key replaces another, and is written alone. */
  private static boolean isBundle(List<Request.Add> adds, int from) {
    if (adds.size() - from < BUNDLE) {
      return false;
    }
    for (int i = from; i < from + BUNDLE; i++) {
      if (hasKey(adds.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String textOf(Request.Add first, int rows) {
    if (rows == BUNDLE) {
      return INSERT_BUNDLE;
    }
    return hasKey(first) ? REPLACE : INSERT;
  }

  private static boolean hasKey(Request.Add add) {
    return !add.message().delivery().key().isEmpty();
  }

  private void insert(List<Request.Add> adds, long first, String text) throws SQLException {
    PreparedStatement statement = statements.get(text);
    for (int i = 0; i < adds.size(); i++) {
      bind(statement, VALUES * i, first + i, adds.get(i));
    }
    statement.executeUpdate();
    // Or it would hold on to the payloads until the next messages come.
    statement.clearParameters();
  }

  private static void bind(PreparedStatement statement, int before, long number, Request.Add add)
      throws SQLException {
    OutboundMessage message = add.message();
    Delivery delivery = message.delivery();
    statement.setLong(before + 1, number);
    statement.setString(before + 2, add.connection());
    statement.setString(before + 3, delivery.messageClass().label());
    if (delivery.key().isEmpty()) {
      statement.setNull(before + 4, Types.VARCHAR);
    } else {
      statement.setString(before + 4, delivery.key());
    }
    statement.setString(before + 5, add.id());
    statement.setInt(before + 6, delivery.sessionBound() ? 1 : 0);
    statement.setLong(before + 7, add.acceptedMillis());
    statement.setLong(before + 8, message.size());
    if (message instanceof OutboundMessage.Text text) {
      statement.setString(before + VALUES, text.text());
    } else if (message instanceof OutboundMessage.Binary binary) {
      ByteBuffer data = binary.data().duplicate();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      statement.setBytes(before + VALUES, bytes);
    }
  }
}
