package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.config.ConfigRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code holdfast run} was asked for.
 *
 * @param configuration where the configuration is
 * @param stdin what the lines of standard input are; empty if it is not read
 * @param stdinConnection which connection they are for; empty for the only one
 * @param exitOnEof whether the end of standard input is the end of the daemon
 * @param record the file that gets every event; empty for none
 */
record RunOptions(
    ConfigRequest configuration,
    Optional<StdinKind> stdin,
    Optional<String> stdinConnection,
    boolean exitOnEof,
    Optional<Path> record) {

  /** The daemon alone. */
  static RunOptions of(ConfigRequest configuration) {
    return new RunOptions(
        configuration, Optional.empty(), Optional.empty(), false, Optional.empty());
  }
}
