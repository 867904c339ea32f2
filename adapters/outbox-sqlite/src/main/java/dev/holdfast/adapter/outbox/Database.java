package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.port.out.StoredMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements on an open outbox file. One thread. */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  private static final String DELETE = "DELETE FROM message WHERE number = ? AND connection = ?";

  private static final String LAST_NUMBER =
      "SELECT seq FROM sqlite_sequence WHERE name = 'message'";

  private static final String LOAD =
      "SELECT number, key, id, session_bound, accepted_ms, size, payload FROM message"
          + " WHERE connection = ? AND class = ? AND number > ? ORDER BY number";

  private static final String STOCK =
      "SELECT count(*), coalesce(sum(size), 0) FROM message WHERE connection = ? AND class = ?";

  private static final String VALUES =
      "SELECT key, size FROM message WHERE connection = ? AND class = ? ORDER BY number";

  private static final String LOG_STATE = "PRAGMA wal_checkpoint(NOOP)";

  private static final String EMPTY_LOG = "PRAGMA wal_checkpoint(PASSIVE)";

  private static final String FREE_BYTES =
      "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size";

  private final Connection connection;
  private final Statements statements;
  private final MessageRows messages;
  private final DeadLetters deadLetters;
  private final CommandTable commands;
  private final JournalTable journal;

  /**
   * A database that has its tables already.
   *
   * @param connection belongs to it from now on
   */
  Database(Connection connection, OutboxOptions options) {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.messages = new MessageRows(statements);
    this.deadLetters = new DeadLetters(statements, options);
    this.commands = new CommandTable(statements);
    this.journal = new JournalTable(statements);
  }

  /**
   * Takes messages out, makes changes, and stores messages, all or nothing.
   *
   * @return the number of the first message; the others follow one by one. 0 if there are none
   */
  long write(
      List<Request.Add> adds, Collection<Request.Removal> removals, Collection<Change> changes)
      throws SQLException {
    boolean done = false;
    try {
      statements.get("BEGIN IMMEDIATE").executeUpdate();
      for (Request.Removal removal : removals) {
        if (removal.burial()) {
          deadLetters.keep(removal);
        }
        PreparedStatement delete = statements.get(DELETE);
        delete.setLong(1, removal.number());
        delete.setString(2, removal.connection());
        delete.executeUpdate();
      }
      deadLetters.trim();
      for (Change change : changes) {
        change.apply(this);
      }
      long first = adds.isEmpty() ? 0 : lastNumber() + 1;
      // Nobody else inserts meanwhile: the transaction is one that writes, from its beginning.
      messages.insert(adds, first);
      statements.get("COMMIT").executeUpdate();
      done = true;
      deadLetters.committed();
      return first;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    deadLetters.rolledBack();
    commands.rolledBack();
    journal.rolledBack();
    statements.forget();
    Sqlite.rollBackQuietly(connection);
  }

  private long lastNumber() throws SQLException {
    try (ResultSet rows = statements.get(LAST_NUMBER).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /**
   * A page of messages.
   *
   * @param messages in the order of their numbers
   * @param all whether there are none beyond them
   */
  record Page(List<StoredMessage> messages, boolean all) {}

  /**
   * Reads a page.
   *
   * @param hidden the numbers of messages that are as good as gone
   */
  Page load(Request.Load what, LongPredicate hidden) throws SQLException {
    PreparedStatement load = statements.get(LOAD);
    load.setString(1, what.connection());
    load.setString(2, what.of().label());
    load.setLong(3, what.after());
    List<StoredMessage> messages = new ArrayList<>();
    long size = 0;
    try (ResultSet rows = load.executeQuery()) {
      while (rows.next()) {
        if (hidden.test(rows.getLong(1))) {
          continue;
        }
        size += rows.getLong(6);
        if (!messages.isEmpty()
            && (messages.size() >= what.maxMessages() || size > what.maxSize())) {
          return new Page(messages, false);
        }
        messages.add(Rows.message(rows, what.of()));
      }
    }
    return new Page(messages, true);
  }

  /** What there is of one connection. */
  MessageStore.Inventory survey(Request.Survey what) throws SQLException {
    return new MessageStore.Inventory(
        what.identity(), true, lastNumber(), stock(what.connection()), values(what.connection()));
  }

  private MessageStore.Stock stock(String of) throws SQLException {
    PreparedStatement statement = statements.get(STOCK);
    statement.setString(1, of);
    statement.setString(2, MessageClass.AT_LEAST_ONCE.label());
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next()
          ? new MessageStore.Stock(rows.getLong(1), rows.getLong(2))
          : MessageStore.Stock.NONE;
    }
  }

  private Map<String, Long> values(String of) throws SQLException {
    PreparedStatement statement = statements.get(VALUES);
    statement.setString(1, of);
    statement.setString(2, MessageClass.LATEST_VALUE.label());
    Map<String, Long> values = new LinkedHashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.put(rows.getString(1), rows.getLong(2));
      }
    }
    return values;
  }

  /**
   * Moves what is in the log into the database, so that the log begins again at its front: on a
   * full disk, its old room is all that there is for taking messages out.
   */
  void makeRoom() {
    try {
      emptyLog();
    } catch (SQLException e) {
      // No worse than before; whether there is room now is seen by the next transaction.
      LOG.debug("outbox: no room made: {}", e.getMessage());
    }
  }

  /** How many pages the log holds that the database does not have. */
  long logPages() throws SQLException {
    try (ResultSet rows = statements.get(LOG_STATE).executeQuery()) {
      return rows.next() ? rows.getLong(2) - rows.getLong(3) : 0;
    } catch (SQLException e) {
      statements.forget();
      throw e;
    }
  }

  /** Moves what the log holds into the database, as far as nobody reads it there. */
  void emptyLog() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(EMPTY_LOG);
    }
  }

  /** The records of commands. */
  CommandTable commands() {
    return commands;
  }

  /** What arrived. */
  JournalTable journal() {
    return journal;
  }

  /** What the statements run on. */
  Connection connection() {
    return connection;
  }

  /** How much of the file is free for what is stored next. */
  long freeBytes() throws SQLException {
    try (ResultSet rows = statements.get(FREE_BYTES).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Something could not be read. */
  void failedToRead() {
    statements.forget();
  }

  /** How many dead letters had to go. */
  long deadLettersDropped() {
    return deadLetters.dropped();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
