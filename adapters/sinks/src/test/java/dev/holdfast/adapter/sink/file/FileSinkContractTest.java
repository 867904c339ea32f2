package dev.holdfast.adapter.sink.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.adapter.sink.json.Records;
import dev.holdfast.adapter.sink.queue.SinkContract;
import dev.holdfast.adapter.sink.queue.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;

/** A file keeps the promises of every sink, also on a disk that is full. */
final class FileSinkContractTest implements SinkContract {

  /** A device that answers every write with "No space left on device". */
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir private Path folder;

  @Override
  public Target working() throws IOException {
    return FileTarget.open(
        new FileOptions(
            file(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            false,
            Optional.empty()),
        System::nanoTime,
        System::currentTimeMillis,
        Runnable::run);
  }

  @Override
  public Target failing() throws IOException {
    assumeTrue(Files.exists(FULL_DISK), "this system has no /dev/full");
    Files.createSymbolicLink(file(), FULL_DISK);
    return working();
  }

  @Override
  public void recover() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    Files.move(other, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public List<String> arrived() throws IOException {
    return Files.readAllLines(file()).stream().map(Records::text).toList();
  }

  private Path file() {
    return folder.resolve("readings.ndjson");
  }
}
