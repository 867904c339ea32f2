package dev.holdfast.adapter.outbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * An outbox file that was opened for a daemon: claimed, checked, and with the tables of this
 * version.
 *
 * @param file its real path
 * @param database its statements
 * @param claim the right to it
 */
record Opening(Path file, Database database, FileClaim claim) {

  /**
   * Opens a file, or creates it.
   *
   * @throws OutboxException if it cannot be used
   */
  static Opening of(Path path, OutboxOptions options) throws OutboxException {
    try {
      Path file = realPath(path);
      FileClaim claim = FileClaim.on(file);
      boolean opened = false;
      try {
        NativeFolder.prepare(file);
        create(file);
        Opening opening = new Opening(file, database(file, options), claim);
        opened = true;
        return opening;
      } finally {
        if (!opened) {
          claim.close();
        }
      }
    } catch (OutboxException e) {
      throw e;
    } catch (IOException e) {
      throw new OutboxException("cannot open the outbox " + path + ": " + words(e), e);
    }
  }

  private static Path realPath(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      throw new OutboxException("cannot open the outbox " + path + ": it is a folder");
    }
    if (Files.exists(absolute)) {
      Path real = absolute.toRealPath();
      if (!Files.isWritable(real)) {
        // SQLite would open it for reading only, and say so at the first message.
        throw new OutboxException("cannot open the outbox " + path + ": it may not be written");
      }
      return real;
    }
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new OutboxException(
          "cannot open the outbox " + path + ": the folder " + folder + " does not exist");
    }
    return folder.toRealPath().resolve(absolute.getFileName());
  }

  /** Messages are nobody else's business; SQLite gives its log the same rights. */
  private static void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    boolean posix =
        Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
    FileAttribute<?>[] ours =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, ours);
  }

  private static Database database(Path file, OutboxOptions options) throws IOException {
    String name = "the outbox " + file;
    Connection connection = null;
    boolean opened = false;
    try {
      connection = Sqlite.connect(file, options.busyTimeout());
      Sqlite.distrust(connection);
      int version = Schema.check(connection, name);
      if (!Sqlite.useLog(connection)) {
        throw new OutboxException(
            "cannot open "
                + name
                + ": its file system has no shared memory, which SQLite needs (a network file"
                + " system?)");
      }
      LeftLog.bringToDisk(file, connection);
      Schema.upgrade(connection, version);
      Database database = new Database(connection, options);
      opened = true;
      return database;
    } catch (SQLException e) {
      throw new OutboxException("cannot open " + name + ": " + Failure.of(e).words(), e);
    } finally {
      if (!opened && connection != null) {
        Sqlite.closeQuietly(connection);
      }
    }
  }

  private static String words(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return reason == null || reason.isBlank() ? e.getClass().getSimpleName() : reason;
  }
}
