package dev.holdfast.bootstrap.cli;

import java.util.Locale;

/** What the lines of standard input are. */
enum StdinKind {
  MESSAGES,
  COMMANDS;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
