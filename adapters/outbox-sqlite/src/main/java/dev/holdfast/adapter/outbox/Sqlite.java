package dev.holdfast.adapter.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** Connections to SQLite files. */
final class Sqlite {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  /** What a log that has grown is cut down to, in bytes. */
  private static final int LOG_KEPT = 64 << 20;

  private Sqlite() {}

  /**
   * A connection to a file, which is created if it is not there.
   *
   * @param busyTimeout how long to wait while another program holds the file
   */
  static Connection connect(Path file, Duration busyTimeout) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) Math.min(busyTimeout.toMillis(), Integer.MAX_VALUE));
    // Each commit waits for the disk: with NORMAL the latest ones could be lost with the power.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setJournalSizeLimit(LOG_KEPT);
    // Or the driver prepares and runs a query of its own after each message that is stored.
    config.setGetGeneratedKeys(false);
    return config.createConnection("jdbc:sqlite:" + uri(file));
  }

  /**
   * Makes the connection write to a write-ahead log; kept in the file. It is not emptied by a
   * commit, which would say nothing when that fails, but by {@link LogTidying}.
   *
   * @return whether that is possible where the file is
   */
  static boolean useLog(Connection connection) throws SQLException {
    String mode = "";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA journal_mode = WAL")) {
      mode = rows.next() ? rows.getString(1) : "";
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    return "wal".equals(mode);
  }

  /** Views and triggers of a file that somebody else made do nothing on our behalf. */
  static void distrust(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
    }
  }

  /** Undoes a transaction that failed, unless SQLite has done so by itself. */
  static void rollBackQuietly(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      // It does so after most failures, and then says that there is nothing to roll back.
      LOG.debug("outbox: not rolled back: {}", e.getMessage());
    }
  }

  /** Closes a connection that nothing was written to, or whose failure is told already. */
  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("outbox: not closed: {}", e.getMessage());
    }
  }

  // As a URI, because the driver takes what follows a question mark for settings.
  private static String uri(Path file) {
    StringBuilder uri = new StringBuilder("file:");
    for (char c : file.toString().toCharArray()) {
      switch (c) {
        case '%' -> uri.append("%25");
        case '?' -> uri.append("%3f");
        case '#' -> uri.append("%23");
        default -> uri.append(c);
      }
    }
    return uri.toString();
  }
}
