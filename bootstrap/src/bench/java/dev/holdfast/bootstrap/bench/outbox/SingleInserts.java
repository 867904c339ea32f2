package dev.holdfast.bootstrap.bench.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What most would write: one INSERT for each message, each a transaction of its own. */
public final class SingleInserts implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement insert;

  /** Opens a new database. */
  public SingleInserts(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE message (number INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT,"
              + " class TEXT, id TEXT, accepted_ms INTEGER, payload BLOB)");
      statement.execute("CREATE INDEX message_by_class ON message (connection, class)");
    }
    insert =
        connection.prepareStatement(
            "INSERT INTO message (connection, class, id, accepted_ms, payload)"
                + " VALUES ('gateway', 'at-least-once', ?, ?, ?)");
  }

  /** Inserts texts, one by one. */
  public Latencies measure(String text, Duration time) throws SQLException {
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + time.toNanos();
    for (long i = 0; System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      insert.setString(1, "run-" + i);
      insert.setLong(2, i);
      insert.setString(3, text);
      insert.executeUpdate();
      latencies.add(System.nanoTime() - start);
    }
    return latencies;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
