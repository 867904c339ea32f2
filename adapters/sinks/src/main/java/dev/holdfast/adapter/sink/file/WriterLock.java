package dev.holdfast.adapter.sink.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a file, held as a lock on a hidden file beside it. Not on the file itself:
 * that one gets another name at every rotation, and would take its lock with it.
 */
final class WriterLock implements Closeable {

  /**
   * Locks that this process has. Asked before the file is opened: closing any channel of a file
   * would give up all locks that the process has on it (POSIX, {@code fcntl}).
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private WriterLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws FileLockedException if somebody else has it
   */
  static WriterLock on(Path file) throws IOException {
    Path path = file.resolveSibling("." + file.getFileName() + ".lock");
    Path known = path.toAbsolutePath().normalize();
    if (!OURS.add(known)) {
      throw new FileLockedException(file, path);
    }
    try {
      return new WriterLock(known, locked(file, path));
    } catch (IOException e) {
      OURS.remove(known);
      throw e;
    }
  }

  private static FileChannel locked(Path file, Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new FileLockedException(file, path);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new FileLockedException(file, path);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives it up. The hidden file stays: who removed it could remove it under somebody else. */
  @Override
  public void close() throws IOException {
    channel.close();
    OURS.remove(path);
  }
}
