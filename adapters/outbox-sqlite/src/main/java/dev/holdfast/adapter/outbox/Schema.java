package dev.holdfast.adapter.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and which version of them a file has. */
final class Schema {

  /** "HFob": tells Holdfast's files from those of other programs, also to the tool "file". */
  static final int APPLICATION_ID = 0x4846_6f62;

  /** The version that this program writes. */
  static final int VERSION = 4;

  private static final String COLUMNS =
      """
        connection TEXT NOT NULL,
        class TEXT NOT NULL,
        key TEXT,
        id TEXT NOT NULL,
        session_bound INTEGER NOT NULL,
        accepted_ms INTEGER NOT NULL,
        size INTEGER NOT NULL,
        payload BLOB NOT NULL""";

  private static final String READABLE_COLUMNS =
      """
        number, connection, class, key, id, session_bound,
        strftime('%Y-%m-%dT%H:%M:%fZ', accepted_ms / 1000.0, 'unixepoch') AS accepted,
        size, payload""";

  /**
   * What leads from one version to the next, the first from nothing to version 1. Numbers are never
   * used again (AUTOINCREMENT), because a message that comes twice is known by them.
   */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE message (\n  number INTEGER PRIMARY KEY AUTOINCREMENT,\n"
                  + COLUMNS
                  + ")",
              "CREATE INDEX message_by_class ON message (connection, class)",
              "CREATE UNIQUE INDEX latest_value ON message (connection, key) WHERE key IS NOT NULL",
              "CREATE TABLE dead_letter (\n  place INTEGER PRIMARY KEY,\n  number INTEGER NOT NULL UNIQUE,\n"
                  + COLUMNS
                  + ",\n  buried_ms INTEGER NOT NULL,\n  reason TEXT NOT NULL)",
              "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
              "CREATE VIEW outbox AS SELECT\n"
                  + READABLE_COLUMNS
                  + "\n  FROM message ORDER BY number",
              "CREATE VIEW dead_letters AS SELECT\n"
                  + READABLE_COLUMNS
                  + """
                    ,
                      strftime('%Y-%m-%dT%H:%M:%fZ', buried_ms / 1000.0, 'unixepoch') AS buried, reason
                      FROM dead_letter ORDER BY place\
                    """),
          List.of(
              """
              CREATE TABLE command (
                number INTEGER PRIMARY KEY,
                connection TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                began_ms INTEGER NOT NULL,
                may_send INTEGER NOT NULL,
                ended_ms INTEGER,
                outcome TEXT,
                code TEXT,
                text TEXT)""",
              "CREATE UNIQUE INDEX command_by_id ON command (connection, id)",
              "CREATE INDEX command_by_end ON command (connection, ended_ms)",
              """
              CREATE VIEW commands AS SELECT
                connection, id, name,
                strftime('%Y-%m-%dT%H:%M:%fZ', began_ms / 1000.0, 'unixepoch') AS began, may_send,
                strftime('%Y-%m-%dT%H:%M:%fZ', ended_ms / 1000.0, 'unixepoch') AS ended,
                outcome, code, text
                FROM command ORDER BY number"""),
          List.of(
              """
              CREATE TABLE journal (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                connection TEXT NOT NULL,
                received_ms INTEGER NOT NULL,
                kind TEXT NOT NULL,
                topic TEXT NOT NULL,
                subject TEXT NOT NULL,
                size INTEGER NOT NULL,
                payload BLOB NOT NULL)""",
              "CREATE INDEX journal_by_connection ON journal (connection)",
              """
              CREATE TABLE journal_reader (
                connection TEXT NOT NULL,
                reader TEXT NOT NULL,
                position INTEGER NOT NULL,
                PRIMARY KEY (connection, reader)) WITHOUT ROWID""",
              """
              CREATE VIEW inbound AS SELECT
                number, connection,
                strftime('%Y-%m-%dT%H:%M:%fZ', received_ms / 1000.0, 'unixepoch') AS received,
                kind, topic, subject, size, payload
                FROM journal ORDER BY number"""),
          // Sinks are the daemon's, whatever connection a message came from.
          List.of(
              "CREATE TABLE reader (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID",
              "INSERT INTO reader SELECT reader, min(position) FROM journal_reader GROUP BY reader",
              "DROP TABLE journal_reader",
              "DROP INDEX journal_by_connection"));

  private Schema() {}

  /**
   * Looks whether a file is ours, without changing it.
   *
   * @return its version; 0 if it is empty
   * @throws OutboxException if it belongs to another program, or to a newer Holdfast
   */
  static int check(Connection connection, String name) throws SQLException, OutboxException {
    long id = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    long tables = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (id == 0 && version == 0 && tables == 0) {
      return 0;
    }
    if (id != APPLICATION_ID) {
      throw new OutboxException(name + " is a SQLite database of another program");
    }
    if (version > VERSION) {
      throw new OutboxException(
          name
              + " was written by a newer Holdfast: it has version "
              + version
              + ", this one knows "
              + VERSION);
    }
    return (int) version;
  }

  /** Brings a file to {@link #VERSION}, all or nothing. */
  static void upgrade(Connection connection, int from) throws SQLException {
    if (from == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      for (List<String> step : STEPS.subList(from, VERSION)) {
        for (String change : step) {
          statement.executeUpdate(change);
        }
      }
      statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + VERSION);
      statement.executeUpdate("COMMIT");
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
