package dev.holdfastcanary.domain.connection;

import java.nio.file.Path;

/** Wrong: a file in the domain. */
final class OpensAFile {

  Path file() {
    return Path.of("state");
  }
}
