package dev.holdfast.adapter.outbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A folder for another process whose disk fails when a test says so, and that loses its power: see
 * {@code src/test/native/failing-disk.c}.
 */
final class FailingDisk {

  private static final String ON_DISK = ".disk";

  private final Path folder;
  private final Path library;

  private FailingDisk(Path folder, Path library) {
    this.folder = folder;
    this.library = library;
  }

  /**
   * One that works as yet; empty where there is no C compiler.
   *
   * @param folder of the files
   * @param scratch for what is compiled
   */
  static Optional<FailingDisk> in(Path folder, Path scratch)
      throws IOException, InterruptedException {
    Path library = scratch.resolve("failing-disk.so");
    Path source = Path.of("src", "test", "native", "failing-disk.c").toAbsolutePath();
    List<String> command =
        List.of(
            "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl");
    try {
      Process compiler = new ProcessBuilder(command).inheritIO().start();
      if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
        throw new IOException("not compiled: " + source);
      }
    } catch (IOException e) {
      if (Files.exists(Path.of("/usr/bin/cc"))) {
        throw e;
      }
      return Optional.empty();
    }
    return Optional.of(new FailingDisk(folder.toRealPath(), library));
  }

  /** What a process needs in its environment to be on this disk. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "FAILING_DISK_FOLDER", folder.toString());
  }

  /**
   * From now on it fails.
   *
   * @param what of {@code write-log}, {@code sync-log}, {@code write-database}, {@code
   *     sync-database}, with blanks between them
   */
  void fail(String what) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), what);
    Files.move(next, folder.resolve("fails"), StandardCopyOption.ATOMIC_MOVE);
  }

  void work() throws IOException {
    Files.deleteIfExists(folder.resolve("fails"));
  }

  /** While no process writes: copies what is in memory, which the next process finds. */
  void copyMemory(Path to) throws IOException {
    for (Path each : files("*.{db,db-wal}")) {
      Files.copy(each, to.resolve(each.getFileName()));
    }
  }

  /** Copies what is on the disk, which is left when the power goes. */
  void copyDisk(Path to) throws IOException {
    for (Path each : files("*" + ON_DISK)) {
      String name = each.getFileName().toString();
      Files.copy(each, to.resolve(name.substring(0, name.length() - ON_DISK.length())));
    }
  }

  /** While no process runs: the memory is gone. */
  void losePower() throws IOException {
    for (Path each : files("*.{db,db-wal,db-shm,dirty}")) {
      Files.delete(each);
    }
    copyDisk(folder);
  }

  private List<Path> files(String glob) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(all::add);
    }
    return all;
  }
}
