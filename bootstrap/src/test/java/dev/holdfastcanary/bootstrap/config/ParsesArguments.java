package dev.holdfastcanary.bootstrap.config;

import picocli.CommandLine;

/** Wrong: the command line's library. */
final class ParsesArguments {

  CommandLine parse(Object command) {
    return new CommandLine(command);
  }
}
