package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.InboundJournal.Entry;
import dev.holdfast.application.port.out.InboundJournal.Stock;
import dev.holdfast.application.port.out.InboundMessage;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What arrived and is not with all readers yet, and how far each of them is. One thread; what
 * changes something inside a transaction.
 */
final class JournalTable {

  private static final String TEXT = "text";
  private static final String BINARY = "binary";
  private static final String GAP = "gap";

  private static final String INSERT =
      "INSERT INTO journal (connection, received_ms, kind, topic, subject, size, payload)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private static final String LAST = "SELECT last_insert_rowid()";

  private static final String LOAD =
      "SELECT number, received_ms, kind, topic, subject, size, payload FROM journal"
          + " WHERE connection = ? AND number > ? ORDER BY number";

  private static final String ADVANCE =
      "UPDATE journal_reader SET position = max(position, ?) WHERE connection = ? AND reader = ?";

  // Without readers nobody waits for anything.
  private static final String ALL_HAVE =
      "SELECT coalesce(min(position), 9223372036854775807) FROM journal_reader"
          + " WHERE connection = ?";

  private static final String SUM =
      "SELECT count(*), coalesce(sum(size), 0) FROM journal WHERE connection = ?";

  private static final String SUM_UP_TO = SUM + " AND number <= ?";

  private static final String TRIM = "DELETE FROM journal WHERE connection = ? AND number <= ?";

  private static final String READERS =
      "SELECT reader, position FROM journal_reader WHERE connection = ? ORDER BY reader";

  private static final String ADD_READER =
      "INSERT INTO journal_reader (connection, reader, position) VALUES (?, ?, 0)";

  private static final String DROP_READER =
      "DELETE FROM journal_reader WHERE connection = ? AND reader = ?";

  private final Statements statements;

  /** How much there is of each connection, as far as that was asked for already. */
  private final Map<String, Stock> stocks = new LinkedHashMap<>();

  JournalTable(Statements statements) {
    this.statements = statements;
  }

  /**
   * Makes the readers of a connection those that are named; new ones stand at the beginning.
   *
   * @return those that are not among them any more
   */
  List<String> settleReaders(String connection, List<String> names) throws SQLException {
    Set<String> known = positions(connection).keySet();
    List<String> gone = new ArrayList<>();
    for (String reader : known) {
      if (!names.contains(reader)) {
        reader(DROP_READER, connection, reader);
        gone.add(reader);
      }
    }
    for (String reader : names) {
      if (!known.contains(reader)) {
        reader(ADD_READER, connection, reader);
      }
    }
    trim(connection);
    return gone;
  }

  /** How far each reader is. */
  Map<String, Long> positions(String connection) throws SQLException {
    PreparedStatement select = statements.get(READERS);
    select.setString(1, connection);
    Map<String, Long> positions = new LinkedHashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        positions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return positions;
  }

  private void reader(String sql, String connection, String reader) throws SQLException {
    PreparedStatement change = statements.get(sql);
    change.setString(1, connection);
    change.setString(2, reader);
    change.executeUpdate();
  }

  /** Stores a message; its number. */
  long append(InboundMessage message, long receivedMillis) throws SQLException {
    Stock before = stock(message.connection());
    PreparedStatement insert = statements.get(INSERT);
    insert.setString(1, message.connection());
    insert.setLong(2, receivedMillis);
    insert.setString(4, "");
    insert.setString(5, "");
    insert.setLong(6, message.size());
    if (message instanceof InboundMessage.Text text) {
      insert.setString(3, TEXT);
      insert.setString(4, text.topic());
      insert.setString(5, text.subject());
      insert.setString(7, text.text());
    } else if (message instanceof InboundMessage.Binary binary) {
      ByteBuffer data = binary.data().duplicate();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      insert.setString(3, BINARY);
      insert.setBytes(7, bytes);
    } else if (message instanceof InboundMessage.Gap gap) {
      insert.setString(3, GAP);
      insert.setLong(7, gap.downMillis());
    }
    insert.executeUpdate();
    // Or it would hold on to the payload until the next message comes.
    insert.clearParameters();
    stocks.put(
        message.connection(), new Stock(before.messages() + 1, before.size() + message.size()));
    try (ResultSet rows = statements.get(LAST).executeQuery()) {
      return rows.getLong(1);
    }
  }

  /** A reader has everything up to a number; how much is left then. */
  Stock advance(String connection, String reader, long number) throws SQLException {
    PreparedStatement advance = statements.get(ADVANCE);
    advance.setLong(1, number);
    advance.setString(2, connection);
    advance.setString(3, reader);
    advance.executeUpdate();
    return trim(connection);
  }

  private Stock trim(String connection) throws SQLException {
    Stock before = stock(connection);
    PreparedStatement all = statements.get(ALL_HAVE);
    all.setString(1, connection);
    long number;
    try (ResultSet rows = all.executeQuery()) {
      number = rows.getLong(1);
    }
    PreparedStatement sum = statements.get(SUM_UP_TO);
    sum.setString(1, connection);
    sum.setLong(2, number);
    Stock gone = sum(sum);
    if (gone.messages() > 0) {
      PreparedStatement trim = statements.get(TRIM);
      trim.setString(1, connection);
      trim.setLong(2, number);
      trim.executeUpdate();
    }
    Stock left = new Stock(before.messages() - gone.messages(), before.size() - gone.size());
    stocks.put(connection, left);
    return left;
  }

  /** How much there is. */
  Stock stock(String connection) throws SQLException {
    Stock known = stocks.get(connection);
    if (known != null) {
      return known;
    }
    PreparedStatement sum = statements.get(SUM);
    sum.setString(1, connection);
    return sum(sum);
  }

  private static Stock sum(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return new Stock(rows.getLong(1), rows.getLong(2));
    }
  }

  /**
   * A page of messages.
   *
   * @param all whether there are none beyond them
   */
  record Page(List<Entry> entries, boolean all) {}

  /** Reads a page. */
  Page load(String connection, long after, int maxMessages, long maxSize) throws SQLException {
    PreparedStatement load = statements.get(LOAD);
    load.setString(1, connection);
    load.setLong(2, after);
    List<Entry> entries = new ArrayList<>();
    long size = 0;
    try (ResultSet rows = load.executeQuery()) {
      while (rows.next()) {
        size += rows.getLong(6);
        if (!entries.isEmpty() && (entries.size() >= maxMessages || size > maxSize)) {
          return new Page(entries, false);
        }
        entries.add(new Entry(rows.getLong(1), rows.getLong(2), message(connection, rows)));
      }
    }
    return new Page(entries, true);
  }

  private static InboundMessage message(String connection, ResultSet row) throws SQLException {
    return switch (row.getString(3)) {
      case BINARY -> new InboundMessage.Binary(connection, ByteBuffer.wrap(bytes(row)));
      case GAP -> new InboundMessage.Gap(connection, row.getLong(7));
      default ->
          new InboundMessage.Text(connection, row.getString(4), row.getString(5), row.getString(7));
    };
  }

  // The driver tells no bytes as null.
  private static byte[] bytes(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes(7);
    return bytes == null ? new byte[0] : bytes;
  }

  /** What was done since the transaction began is undone. */
  void rolledBack() {
    stocks.clear();
  }
}
