package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Node packages of a server, exactly as its lock names them, installed below {@code target}.
 * What is there already is not fetched again.
 */
final class NodePackages {

  private static final Path SOURCES = Path.of("src", "interop", "servers");
  private static final Path INSTALLED = Path.of("target", "interop", "servers");
  private static final long FETCH_MINUTES = 8;

  /** No scripts of packages, nothing that is told to anybody. */
  private static final List<String> INSTALL =
      List.of(
          "npm",
          "ci",
          "--ignore-scripts",
          "--omit=dev",
          "--omit=optional",
          "--prefer-offline",
          "--no-audit",
          "--no-fund",
          "--no-update-notifier");

  private NodePackages() {}

  /**
   * Installs them. Without Node the tests of the caller are skipped; if the packages cannot be had,
   * they fail.
   *
   * @param server the folder of its sources
   * @return where it can be started
   */
  static synchronized Path install(String server) throws IOException, InterruptedException {
    Executables.require("node");
    Path sources = SOURCES.resolve(server);
    Path folder = INSTALLED.resolve(server);
    Path done = folder.resolve("installed.lock");
    Path lock = sources.resolve("package-lock.json");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(done) || Files.mismatch(lock, done) != -1) {
      Files.deleteIfExists(done);
      fetch(server, folder);
      Files.copy(lock, done);
    }
    return folder.toAbsolutePath();
  }

  private static void fetch(String server, Path folder) throws IOException, InterruptedException {
    File log = folder.resolve("npm.log").toFile();
    Process npm =
        new ProcessBuilder(INSTALL)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      assertThat(npm.waitFor(FETCH_MINUTES, TimeUnit.MINUTES))
          .as("npm installs %s within %d minutes", server, FETCH_MINUTES)
          .isTrue();
    } finally {
      npm.destroyForcibly();
    }
    assertThat(npm.exitValue())
        .as(
            "npm installs %s (it needs a package registry that answers, or a filled cache):%n%s",
            server, Files.readString(log.toPath(), StandardCharsets.UTF_8))
        .isZero();
  }
}
