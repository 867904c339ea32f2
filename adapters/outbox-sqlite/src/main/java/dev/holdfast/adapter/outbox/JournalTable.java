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
import java.util.Optional;
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
      "SELECT number, received_ms, kind, topic, subject, size, payload, connection FROM journal"
          + " WHERE number > ? ORDER BY number";

  private static final String ADVANCE =
      "UPDATE reader SET position = max(position, ?) WHERE name = ?";

  // Without readers nobody waits for anything.
  private static final String ALL_HAVE =
      "SELECT coalesce(min(position), 9223372036854775807) FROM reader";

  private static final String SUM = "SELECT count(*), coalesce(sum(size), 0) FROM journal";

  private static final String SUM_UP_TO = SUM + " WHERE number <= ?";

  private static final String TRIM = "DELETE FROM journal WHERE number <= ?";

  private static final String READERS = "SELECT name, position FROM reader ORDER BY name";

  private static final String ADD_READER = "INSERT INTO reader (name, position) VALUES (?, 0)";

  private static final String DROP_READER = "DELETE FROM reader WHERE name = ?";

  private final Statements statements;

  /** How much there is, if that was asked for already. */
  private Optional<Stock> stock = Optional.empty();

  JournalTable(Statements statements) {
    this.statements = statements;
  }

  /**
   * Makes the readers those that are named; new ones stand at the beginning.
   *
   * @return those that are not among them any more
   */
  List<String> settleReaders(List<String> names) throws SQLException {
    Set<String> known = positions().keySet();
    List<String> gone = new ArrayList<>();
    for (String reader : known) {
      if (!names.contains(reader)) {
        reader(DROP_READER, reader);
        gone.add(reader);
      }
    }
    for (String reader : names) {
      if (!known.contains(reader)) {
        reader(ADD_READER, reader);
      }
    }
    trim();
    return gone;
  }

  /** How far each reader is. */
  Map<String, Long> positions() throws SQLException {
    PreparedStatement select = statements.get(READERS);
    Map<String, Long> positions = new LinkedHashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        positions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return positions;
  }

  private void reader(String sql, String reader) throws SQLException {
    PreparedStatement change = statements.get(sql);
    change.setString(1, reader);
    change.executeUpdate();
  }

  /** Stores a message; its number. */
  long append(InboundMessage message, long receivedMillis) throws SQLException {
    Stock before = stock();
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
    stock = Optional.of(new Stock(before.messages() + 1, before.size() + message.size()));
    try (ResultSet rows = statements.get(LAST).executeQuery()) {
      return rows.getLong(1);
    }
  }

  /** A reader has everything up to a number; how much is left then. */
  Stock advance(String reader, long number) throws SQLException {
    PreparedStatement advance = statements.get(ADVANCE);
    advance.setLong(1, number);
    advance.setString(2, reader);
    advance.executeUpdate();
    return trim();
  }

  private Stock trim() throws SQLException {
    Stock before = stock();
    PreparedStatement all = statements.get(ALL_HAVE);
    long number;
    try (ResultSet rows = all.executeQuery()) {
      number = rows.getLong(1);
    }
    PreparedStatement sum = statements.get(SUM_UP_TO);
    sum.setLong(1, number);
    Stock gone = sum(sum);
    if (gone.messages() > 0) {
      PreparedStatement trim = statements.get(TRIM);
      trim.setLong(1, number);
      trim.executeUpdate();
    }
    Stock left = new Stock(before.messages() - gone.messages(), before.size() - gone.size());
    stock = Optional.of(left);
    return left;
  }

  /** How much there is. */
  Stock stock() throws SQLException {
    return stock.isPresent() ? stock.get() : sum(statements.get(SUM));
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
  Page load(long after, int maxMessages, long maxSize) throws SQLException {
    PreparedStatement load = statements.get(LOAD);
    load.setLong(1, after);
    List<Entry> entries = new ArrayList<>();
    long size = 0;
    try (ResultSet rows = load.executeQuery()) {
      while (rows.next()) {
        size += rows.getLong(6);
        if (!entries.isEmpty() && (entries.size() >= maxMessages || size > maxSize)) {
          return new Page(entries, false);
        }
        entries.add(new Entry(rows.getLong(1), rows.getLong(2), message(rows)));
      }
    }
    return new Page(entries, true);
  }

  private static InboundMessage message(ResultSet row) throws SQLException {
    String connection = row.getString(8);
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
    stock = Optional.empty();
  }
}
