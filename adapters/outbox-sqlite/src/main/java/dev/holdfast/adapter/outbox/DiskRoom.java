package dev.holdfast.adapter.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * How much of the disk is left. On one that is full to the last byte nothing can be taken out of a
 * database either: that is written to its log first, and the log is emptied into a database that
 * may have to grow for it. What was taken out leaves room in the database, not on the disk. One
 * thread.
 */
final class DiskRoom {

  /** A byte goes to the log and to the database, and a character may be three of them. */
  private static final long BYTES_FOR_ONE = 4;

  private final Path file;
  private final Database database;
  private final long reserve;

  DiskRoom(Path file, Database database, long reserve) {
    this.file = file;
    this.database = database;
    this.reserve = reserve;
  }

  /** Whether messages and changes can be stored without taking of the reserve. */
  boolean isThereFor(List<Request.Add> adds, List<Change> changes) throws SQLException {
    long needed = reserve;
    for (Change change : changes) {
      needed += BYTES_FOR_ONE * change.size();
    }
    for (Request.Add add : adds) {
      needed += BYTES_FOR_ONE * add.message().size();
    }
    long left = left();
    return left >= needed || left + database.freeBytes() >= needed;
  }

  private long left() {
    // A single system call; the other way reads the table of all mounts first.
    long left = file.toFile().getUsableSpace();
    if (left > 0) {
      return left;
    }
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException e) {
      // None, or not to be found out: then writing will show it.
      return Long.MAX_VALUE / 2;
    }
  }
}
