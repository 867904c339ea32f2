package dev.holdfast.adapter.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The write-ahead log that an earlier process has left. If the disk failed under that process, the
 * operating system may show more of the log than the disk has, and take it for written: waiting for
 * the disk would not bring it there. SQLite goes on behind what it finds, so that a loss of power
 * would cost all that is stored later. So what is found is written once more, over itself.
 */
final class LeftLog {

  private static final int CHUNK = 1 << 20;

  private LeftLog() {}

  /**
   * Makes sure that the disk has what SQLite finds in the log of a file.
   *
   * @param file the database
   * @param connection to it, in no transaction
   */
  static void bringToDisk(Path file, Connection connection) throws SQLException, IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    if (!Files.exists(log) || Files.size(log) == 0) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      // Nobody else writes to the log meanwhile.
      statement.executeUpdate("BEGIN IMMEDIATE");
      try (FileChannel channel =
          FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        writeAgain(channel);
      } finally {
        Sqlite.rollBackQuietly(connection);
      }
    }
  }

  private static void writeAgain(FileChannel channel) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long at = 0;
    while (channel.read(chunk, at) > 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        at += channel.write(chunk, at);
      }
      chunk.clear();
    }
    channel.force(true);
  }
}
