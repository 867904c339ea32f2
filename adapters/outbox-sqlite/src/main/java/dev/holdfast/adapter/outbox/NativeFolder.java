package dev.holdfast.adapter.outbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where SQLite's driver unpacks its native library, beside the outbox file. In the folder for
 * temporary files each process that is killed leaves a megabyte that nobody ever removes; here
 * whoever claims the file next does.
 */
public final class NativeFolder {

  /** The property by which the driver is told, before it is first used. */
  public static final String PROPERTY = "org.sqlite.tmpdir";

  private NativeFolder() {}

  /**
   * The folder for a file.
   *
   * @param file the outbox
   */
  public static Path of(Path file) {
    Path absolute = file.toAbsolutePath();
    return absolute.resolveSibling(absolute.getFileName() + ".native");
  }

  /** Makes it, and removes what others have left. Only for whoever has claimed the file. */
  static void prepare(Path file) throws IOException {
    Path folder = Files.createDirectories(of(file));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "sqlite-*")) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    }
  }
}
