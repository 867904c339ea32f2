package dev.holdfast.adapter.sink.file;

import dev.holdfast.adapter.sink.json.JsonRecord;
import dev.holdfast.adapter.sink.queue.Batch;
import dev.holdfast.adapter.sink.queue.Outcome;
import dev.holdfast.adapter.sink.queue.Received;
import dev.holdfast.adapter.sink.queue.Target;
import dev.holdfast.application.port.out.WallClock;
import dev.holdfast.domain.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages to a file, one {@link JsonRecord} a line. A batch is in the file as a whole or
 * not at all, unless the process ends in the middle of it: then its last line is ended the next
 * time.
 */
public final class FileTarget implements Target {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.sink");

  private final FileOptions options;
  private final Clock clock;
  private final WallClock wallClock;
  private final RotatedFiles rotated;
  private final Archive archive;
  private final WriterLock lock;

  private RecordFile file;
  private long begunMillis;
  private boolean reopen;
  private boolean unsynced;
  private long unsyncedSince;

  private FileTarget(
      FileOptions options, Clock clock, WallClock wallClock, Executor background, WriterLock lock)
      throws IOException {
    this.options = options;
    this.clock = clock;
    this.wallClock = wallClock;
    this.rotated = new RotatedFiles(options.path());
    this.archive = new Archive(rotated, options, background);
    this.lock = lock;
    this.file = RecordFile.open(options.path());
    begin();
    archive.tidyUp();
  }

  /**
   * Opens the file, so that what is wrong with it is known before anything is received. Blocks.
   *
   * @param background where rotated files are compressed
   * @throws FileLockedException if somebody else writes to it
   * @throws IOException if it cannot be opened
   */
  public static FileTarget open(
      FileOptions options, Clock clock, WallClock wallClock, Executor background)
      throws IOException {
    WriterLock lock = WriterLock.on(options.path());
    try {
      return new FileTarget(options, clock, wallClock, background, lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public Outcome write(Batch batch) throws IOException {
    ByteBuffer lines = lines(batch);
    if (reopen || !file.isInPlace()) {
      openAnew();
    } else if (isFull(lines.remaining())) {
      rotate();
    }
    boolean syncNow = options.syncWithin().filter(Duration::isZero).isPresent();
    // Until it is known to be whole: a file that could not be mended is opened anew.
    reopen = true;
    file.append(lines, syncNow);
    reopen = false;
    if (!unsynced && !syncNow) {
      unsynced = true;
      unsyncedSince = clock.nanoTime();
    }
    upkeep(clock.nanoTime());
    return Outcome.done(batch.size());
  }

  @Override
  public long upkeep(long nowNanos) throws IOException {
    if (!unsynced || options.syncWithin().isEmpty()) {
      return NEVER;
    }
    long left = unsyncedSince + options.syncWithin().get().toNanos() - nowNanos;
    if (left > 0) {
      return left;
    }
    sync();
    return NEVER;
  }

  @Override
  public void close() throws IOException {
    try (lock;
        RecordFile closing = file) {
      if (options.syncWithin().isPresent()) {
        closing.sync();
      }
    }
  }

  private static ByteBuffer lines(Batch batch) {
    StringBuilder lines = new StringBuilder();
    for (Received message : batch.messages()) {
      JsonRecord.append(message, lines);
      lines.append('\n');
    }
    return StandardCharsets.UTF_8.encode(lines.toString());
  }

  private boolean isFull(long more) {
    if (file.size() == 0) {
      return false;
    }
    long now = wallClock.millis();
    return file.size() + more > options.rotateBytes().orElse(Long.MAX_VALUE)
        || options.rotateEvery().filter(period -> !period.areSame(begunMillis, now)).isPresent();
  }

  private void rotate() throws IOException {
    Path name = rotated.newName(wallClock.millis());
    if (options.syncWithin().isPresent()) {
      sync();
    }
    // The name first: if that fails, the file is still ours and in place.
    Files.move(options.path(), name);
    openAnew();
    archive.tidyUp();
  }

  private void openAnew() throws IOException {
    RecordFile before = file;
    file = RecordFile.open(options.path());
    before.close();
    begin();
  }

  private void begin() {
    if (file.wasTorn()) {
      LOG.warn(
          "{}: the last line was incomplete and has been ended where it stood", options.path());
    }
    begunMillis = file.size() == 0 ? wallClock.millis() : file.lastWrittenMillis();
    reopen = false;
  }

  private void sync() throws IOException {
    file.sync();
    unsynced = false;
  }
}
