package dev.holdfast.adapter.sink.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a file, held as a lock on a hidden file beside it. Not on the file itself:
 * that one gets another name at every rotation, and would take its lock with it.
 */
final class WriterLock implements Closeable {

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws FileLockedException if somebody else has it
   */
  static WriterLock on(Path file) throws IOException {
    Path path = file.resolveSibling("." + file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new FileLockedException(file, path);
      }
      return new WriterLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives it up. The hidden file stays: who removed it could remove it under somebody else. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // The somebody else is in this process.
      return null;
    }
  }
}
