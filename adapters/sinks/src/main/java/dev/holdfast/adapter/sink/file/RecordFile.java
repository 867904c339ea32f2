package dev.holdfast.adapter.sink.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open file of lines, which holds whole blocks only, or says so. One thread. */
final class RecordFile implements Closeable {

  private static final byte LINE_BREAK = '\n';

  private final Path path;
  private final FileChannel channel;
  private final @Nullable Object key;
  private final long writtenMillis;
  private final boolean torn;

  /** The end of the last whole block. */
  private long size;

  private RecordFile(
      Path path, FileChannel channel, BasicFileAttributes attributes, boolean torn, long size) {
    this.path = path;
    this.channel = channel;
    this.key = attributes.fileKey();
    this.writtenMillis = attributes.lastModifiedTime().toMillis();
    this.torn = torn;
    this.size = size;
  }

  /** Opens a file to write behind what it holds; a line that was torn by a crash is ended. */
  static RecordFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      BasicFileAttributes attributes = attributes(path);
      long size = channel.size();
      boolean torn = size > 0 && lastByte(channel, size) != LINE_BREAK;
      channel.position(size);
      if (torn) {
        write(channel, ByteBuffer.wrap(new byte[] {LINE_BREAK}));
        size++;
      }
      return new RecordFile(path, channel, attributes, torn, size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether it ended within a line when it was opened. */
  boolean wasTorn() {
    return torn;
  }

  /** When it was last written before it was opened, in milliseconds since 1970. */
  long lastWrittenMillis() {
    return writtenMillis;
  }

  long size() {
    return size;
  }

  /**
   * Appends a block, whole or not at all.
   *
   * @param sync whether it must be on the disk itself
   * @throws IOException if it failed; what was written of it has been taken back, if that was
   *     possible, otherwise the file must be opened anew
   */
  void append(ByteBuffer block, boolean sync) throws IOException {
    long start = size;
    try {
      channel.position(start);
      write(channel, block);
      if (sync) {
        channel.force(false);
      }
      size = channel.position();
    } catch (IOException e) {
      channel.truncate(start);
      throw e;
    }
  }

  /** Has everything written to the disk itself. */
  void sync() throws IOException {
    channel.force(false);
  }

  /** Whether the file still has its name: somebody may have moved it, or removed it. */
  boolean isInPlace() throws IOException {
    try {
      return Objects.equals(attributes(path).fileKey(), key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  private static byte lastByte(FileChannel channel, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, size - 1);
    return last.get(0);
  }

  private static void write(FileChannel channel, ByteBuffer block) throws IOException {
    while (block.hasRemaining()) {
      channel.write(block);
    }
  }
}
