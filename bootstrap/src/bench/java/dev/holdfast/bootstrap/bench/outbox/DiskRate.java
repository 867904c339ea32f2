package dev.holdfast.bootstrap.bench.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the disk can do: as much as SQLite writes for one message, and one wait for the disk. */
public final class DiskRate {

  /** A commit of one small message is three pages with their headers. */
  private static final int COMMIT = 3 * (4_096 + 24);

  private static final int FILE = 1_000 * COMMIT / 3;

  private DiskRate() {}

  /**
   * Writes and waits, over and over, into a file that has its length already, as SQLite's log has.
   *
   * @param folder on the disk
   */
  public static Latencies measure(Path folder, Duration time) throws IOException {
    Path file = folder.resolve("fsync");
    Latencies latencies = new Latencies();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(FILE), 0);
      channel.force(true);
      ByteBuffer bytes = ByteBuffer.allocateDirect(COMMIT);
      long end = System.nanoTime() + time.toNanos();
      for (long at = 0; System.nanoTime() < end; at = (at + COMMIT) % (FILE - COMMIT)) {
        long start = System.nanoTime();
        channel.write(bytes.clear(), at);
        channel.force(true);
        latencies.add(System.nanoTime() - start);
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return latencies;
  }
}
