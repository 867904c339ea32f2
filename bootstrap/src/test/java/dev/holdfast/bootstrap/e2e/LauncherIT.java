package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher works wherever it is called from, and says in one line what it misses. */
@EndToEndTest
class LauncherIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void itWorksFromAnotherFolder(Daemons daemons) throws Exception {
    Path elsewhere = Files.createDirectories(daemons.folder().resolve("some where"));
    assertExplains(daemons.command("explain", "1012").in(elsewhere).start());
  }

  @Test
  void itWorksByARelativePath(Daemons daemons) throws Exception {
    Path relative = Path.of("bin", "holdfast");
    assertExplains(
        daemons
            .commandAt(Path.of(".").resolve(relative), "explain", "1012")
            .in(Daemons.home())
            .start());
  }

  @Test
  void itWorksThroughTheSearchPath(Daemons daemons) throws Exception {
    String path = Daemons.home().resolve("bin") + ":" + System.getenv("PATH");
    assertExplains(
        daemons
            .commandAt(Path.of("/bin/sh"), "-c", "exec holdfast explain 1012")
            .with("PATH", path)
            .start());
  }

  @Test
  void itWorksThroughAChainOfLinks(Daemons daemons) throws Exception {
    Path links = Files.createDirectories(daemons.folder().resolve("links"));
    Path absolute = links.resolve("absolute");
    Files.createSymbolicLink(absolute, Daemons.home().resolve("bin").resolve("holdfast"));
    Path relative = links.resolve("relative");
    Files.createSymbolicLink(relative, Path.of("absolute"));
    Path folder = daemons.folder().resolve("folder");
    Files.createSymbolicLink(folder, Path.of("links"));
    assertExplains(daemons.commandAt(folder.resolve("relative"), "explain", "1012").start());
  }

  @Test
  void itWorksWithBlanksInItsPathAndInItsArguments(Daemons daemons) throws Exception {
    Path copy = daemons.folder().resolve("a folder with blanks").resolve("hold fast");
    copy(Daemons.home(), copy);
    Path launcher = copy.resolve("bin").resolve("holdfast");
    assertExplains(daemons.commandAt(launcher, "explain", "1012").start());
    assertExplains(daemons.commandAt(launcher, "explain", "http 503").start());
  }

  @Test
  void itTakesJavaFromThePathWithoutJavaHome(Daemons daemons) throws Exception {
    Path java =
        Path.of(
            System.getenv("JAVA_HOME") == null
                ? System.getProperty("java.home")
                : System.getenv("JAVA_HOME"),
            "bin");
    assertExplains(
        daemons
            .command("explain", "1012")
            .without("JAVA_HOME")
            .with("PATH", java + ":" + System.getenv("PATH"))
            .start());
  }

  @Test
  void aMissingJavaIsNamedInOneLine(Daemons daemons) throws Exception {
    Path empty = Files.createDirectories(daemons.folder().resolve("empty"));
    DaemonProcess launcher =
        daemons
            .command("explain", "1012")
            .without("JAVA_HOME")
            .with("PATH", empty.toString())
            .start();
    launcher.assertExit(2, SOON);
    assertThat(launcher.stderr()).singleElement().asString().contains("java").contains("JAVA_HOME");
    assertThat(launcher.stdout()).isEmpty();
  }

  @Test
  void aWrongJavaHomeIsNamedInOneLine(Daemons daemons) throws Exception {
    DaemonProcess launcher =
        daemons.command("explain", "1012").with("JAVA_HOME", "/nowhere/jdk").start();
    launcher.assertExit(2, SOON);
    assertThat(launcher.stderr()).singleElement().asString().contains("/nowhere/jdk");
  }

  @Test
  void anOldJavaIsRefusedInOneLine(Daemons daemons) throws Exception {
    Path old = daemons.folder().resolve("jdk-11");
    Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 99\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    DaemonProcess launcher =
        daemons.command("explain", "1012").with("JAVA_HOME", old.toString()).start();
    launcher.assertExit(2, SOON);
    assertThat(launcher.stderr()).singleElement().asString().contains("17").contains("11");
  }

  @Test
  void nothingIsPrintedBesidesWhatWasAskedFor(Daemons daemons) throws Exception {
    DaemonProcess explain = daemons.command("explain", "1012").start();
    assertExplains(explain);
    assertThat(explain.stderr()).as("no warning of the Java runtime").isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsage(Daemons daemons) throws Exception {
    DaemonProcess daemon = daemons.command("fly").start();
    daemon.assertExit(2, SOON);
    assertThat(daemon.log()).contains("fly");
    daemon.assertNoStackTrace();
  }

  private static void assertExplains(DaemonProcess explain) throws InterruptedException {
    explain.assertExit(0, SOON);
    assertThat(String.join("\n", explain.stdout())).isNotBlank();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              if (!Files.isDirectory(file)) {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
