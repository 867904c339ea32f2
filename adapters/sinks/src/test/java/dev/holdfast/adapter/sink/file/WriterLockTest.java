package dev.holdfast.adapter.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One writer a file, in this process and in any other. */
final class WriterLockTest {

  @TempDir Path folder;

  @Test
  void isFreeAgainOnceItIsGivenUp() throws IOException {
    Path file = folder.resolve("a.ndjson");
    try (WriterLock first = WriterLock.on(file)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> WriterLock.on(file)).isInstanceOf(FileLockedException.class);
    }
    try (WriterLock again = WriterLock.on(file)) {
      assertThat(again).isNotNull();
    }
  }

  /** The kernel forgets a process's locks on a file when the process closes it anywhere. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aRefusalInThisProcessDoesNotOpenTheFileToOthers() throws IOException {
    Path file = folder.resolve("a.ndjson");
    try (WriterLock first = WriterLock.on(file)) {
      assertThat(first).isNotNull();
      assertThat(isLocked(folder.resolve(".a.ndjson.lock"))).as("locked at first").isTrue();
      assertThatThrownBy(() -> WriterLock.on(file)).isInstanceOf(FileLockedException.class);

      assertThat(isLocked(folder.resolve(".a.ndjson.lock"))).as("still locked").isTrue();
    }
  }

  private static boolean isLocked(Path file) throws IOException {
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      return locks.anyMatch(line -> line.contains(inode) && line.contains("WRITE"));
    }
  }
}
