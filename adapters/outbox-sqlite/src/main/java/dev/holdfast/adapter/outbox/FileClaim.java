package dev.holdfast.adapter.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one daemon to an outbox file, held as a lock of the operating system on a file
 * beside it, which tells the number of the process. It ends with the process, however that ends.
 * Not on the file itself: there SQLite has locks of its own, and lets people read while the daemon
 * writes.
 */
final class FileClaim implements Closeable {

  /**
   * What this process has claimed. The operating system cannot tell: it gives up the locks of a
   * process on a file as soon as any descriptor of it is closed, also that of a second claim.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private static final int PID_MAX = 32;

  private final Path lock;
  private final FileChannel channel;

  private FileClaim(Path lock, FileChannel channel) {
    this.lock = lock;
    this.channel = channel;
  }

  /**
   * Claims a file.
   *
   * @param file its real path
   * @throws OutboxException if somebody else has it
   */
  static FileClaim on(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + "-lock");
    if (!HERE.add(lock)) {
      throw new OutboxException("the outbox " + file + " is in use by this process already");
    }
    boolean claimed = false;
    try {
      FileChannel channel =
          FileChannel.open(
              lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() == null) {
          throw new OutboxException("the outbox " + file + " is in use by " + holder(channel));
        }
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
            0);
        claimed = true;
      } finally {
        if (!claimed) {
          channel.close();
        }
      }
      return new FileClaim(lock, channel);
    } finally {
      if (!claimed) {
        HERE.remove(lock);
      }
    }
  }

  /** Gives it up. The file stays: who removed it could remove it under somebody else. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HERE.remove(lock);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PID_MAX);
    channel.read(bytes, 0);
    String pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
    return pid.matches("[0-9]+") ? "the process " + pid : "another process";
  }
}
