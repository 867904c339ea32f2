package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Records of commands in a file, with a clock that a test sets. */
final class RecordsRig implements AutoCloseable {

  private final AtomicLong millis;
  private Path path;
  private OutboxFile file;
  private CommandRecords records;

  RecordsRig(Path path) throws OutboxException {
    this.path = path;
    this.millis = new AtomicLong(1_795_000_000_123L);
    this.file = open(path);
    this.records = file.records("press-7");
  }

  private OutboxFile open(Path where) throws OutboxException {
    return OutboxFile.open(
        where,
        OutboxOptions.defaults(),
        new OutboxFile.Surroundings(System::nanoTime, millis::get, new SplittableRandom()));
  }

  CommandRecords records() {
    return records;
  }

  OutboxFile file() {
    return file;
  }

  void setMillis(long now) {
    millis.set(now);
  }

  long millis() {
    return millis.get();
  }

  /** Waits until all that was asked for is in the file. */
  void settle() {
    try {
      file.store("nobody");
    } catch (OutboxException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on with a copy of the files, as the process that dies now leaves them. */
  CommandRecords afterCrash() {
    settle();
    try {
      Path after = Files.createDirectory(path.resolveSibling("after"));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent(), "outbox.db*")) {
        for (Path each : files) {
          Files.copy(each, after.resolve(each.getFileName()));
        }
      }
      OutboxFile old = file;
      file = open(after.resolve(path.getFileName()));
      old.close();
      path = after.resolve(path.getFileName());
      records = file.records("press-7");
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a command; what was answered, in words. */
  String begin(String id) {
    StringBuilder told = new StringBuilder();
    records.begin(
        id,
        "reset",
        true,
        new CommandRecords.Begun() {
          @Override
          public void kept() {
            told.append("kept");
          }

          @Override
          public void endedBefore(String name, RecordedOutcome outcome) {
            told.append("ended ").append(outcome.text());
          }

          @Override
          public void interrupted(String name, boolean mayHaveLeft) {
            told.append("interrupted");
          }

          @Override
          public void failed(String why) {
            told.append("failed ").append(why);
          }
        });
    settle();
    return told.toString();
  }

  void end(String id) {
    records.ended(id, new RecordedOutcome(RecordedOutcome.Kind.ANSWERED, "", "done"));
  }

  @Override
  public void close() {
    file.close();
  }
}
