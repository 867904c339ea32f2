package dev.holdfast.adapter.sink.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rotated files tidy, off the writing path: removes the oldest and compresses the rest.
 * What a crash or a full disk left undone is done the next time.
 */
final class Archive {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");
  private static final String UNFINISHED = ".part";

  private final RotatedFiles rotated;
  private final OptionalInt keep;
  private final boolean compress;
  private final Executor background;
  private final AtomicBoolean asked = new AtomicBoolean();

  Archive(RotatedFiles rotated, FileOptions options, Executor background) {
    this.rotated = rotated;
    this.keep = options.keep();
    this.compress = options.compress();
    this.background = background;
  }

  /** Tidies up soon. Returns at once; any number of wishes is one task. */
  void tidyUp() {
    if (!asked.getAndSet(true)) {
      background.execute(this::tidy);
    }
  }

  private void tidy() {
    asked.set(false);
    try {
      List<Path> files = rotated.oldestFirst();
      int surplus = Math.max(0, files.size() - keep.orElse(files.size()));
      for (Path file : files.subList(0, surplus)) {
        Files.deleteIfExists(file);
      }
      if (compress) {
        for (Path file : files.subList(surplus, files.size())) {
          if (!file.toString().endsWith(RotatedFiles.COMPRESSED)) {
            compress(file);
          }
        }
      }
    } catch (IOException e) {
      LOG.warn("rotated files are left as they are until the next rotation: {}", e.toString());
    }
  }

  private static void compress(Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + RotatedFiles.COMPRESSED);
    Path part = whole.resolveSibling(whole.getFileName() + UNFINISHED);
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      GZIPOutputStream zip = new GZIPOutputStream(Channels.newOutputStream(channel));
      in.transferTo(zip);
      zip.finish();
      // The original is removed next.
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }
}
