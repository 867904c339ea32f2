package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes that are laid out beforehand are used where they fit, and nothing is lost where not. */
@EndToEndTest
class ArchiveIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void nearlyAllClassesOfADaemonComeFromTheArchive(Daemons daemons, RawGateway gateway)
      throws Exception {
    Path home = copy(daemons, "holdfast");
    layOut(daemons, home);
    Path loaded = daemons.folder().resolve("loaded");
    DaemonProcess daemon =
        daemons
            .commandAt(home.resolve("bin/holdfast"), "run")
            .with("GATEWAY_URL", gateway.uri().toString())
            .with("LOG_FORMAT", "json")
            .with("ADMIN_ADDRESS", "127.0.0.1:0")
            .with("HOLDFAST_JAVA_OPTS", "-Xlog:class+load:file=" + loaded)
            .start();
    daemon.awaitUp(1);
    daemon.signal("TERM");
    daemon.assertExit(0, SOON);

    List<String> classes = Files.readAllLines(loaded);
    long shared = classes.stream().filter(line -> line.contains("shared objects file")).count();
    assertThat(shared).as("of %d classes", classes.size()).isGreaterThan(classes.size() * 9L / 10);
    assertThat(daemon.log()).doesNotContain("[cds]", "[warning]");
  }

  @Test
  void oneThatDoesNotFitIsLeftAlone(Daemons daemons) throws Exception {
    Path home = copy(daemons, "holdfast");
    layOut(daemons, home);
    Path moved = Files.move(home, daemons.folder().resolve("moved"));
    assertSilent(daemons, moved);
    Files.writeString(archive(moved), "this is no archive");
    assertSilent(daemons, moved);
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLine(Daemons daemons) throws Exception {
    Path home = copy(daemons, "holdfast");
    Files.delete(home.resolve("lib/classes.lst"));
    DaemonProcess failed = daemons.commandAt(home.resolve("bin/holdfast-archive")).start();
    failed.assertExit(1, SOON);

    assertThat(failed.stderr()).hasSize(1);
    assertThat(failed.stderr().get(0)).startsWith("holdfast-archive: " + archive(home));
    assertThat(archive(home)).doesNotExist();
  }

  private static void assertSilent(Daemons daemons, Path home) throws Exception {
    DaemonProcess version = daemons.commandAt(home.resolve("bin/holdfast"), "--version").start();
    version.assertExit(0, SOON);
    assertThat(version.stdout()).hasSize(1);
    assertThat(version.stderr()).isEmpty();
  }

  private static void layOut(Daemons daemons, Path home) throws Exception {
    DaemonProcess archive = daemons.commandAt(home.resolve("bin/holdfast-archive")).start();
    archive.assertExit(0, SOON);
    assertThat(archive.stdout()).isEmpty();
    assertThat(archive.stderr()).isEmpty();
    assertThat(archive(home)).isRegularFile();
  }

  private static Path archive(Path home) {
    return home.resolve("lib/holdfast.jsa");
  }

  private static Path copy(Daemons daemons, String name) throws IOException {
    Path from = Daemons.home();
    Path to = daemons.folder().resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.endsWith("holdfast.jsa")).toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
