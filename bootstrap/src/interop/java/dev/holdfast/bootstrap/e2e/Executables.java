package dev.holdfast.bootstrap.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that a test needs. */
final class Executables {

  private Executables() {}

  /** Where a program is; without it the test that asks is skipped, and says why. */
  static Path require(String name) {
    Optional<Path> found = find(name);
    assumeTrue(found.isPresent(), "no " + name + " on this machine: nothing to test against");
    return found.orElseThrow();
  }

  /** Also where daemons are, which the path of an ordinary user leaves out. */
  private static Optional<Path> find(String name) {
    String[] path = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.concat(Stream.of(path), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
