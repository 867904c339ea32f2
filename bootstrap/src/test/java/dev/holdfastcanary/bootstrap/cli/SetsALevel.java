package dev.holdfastcanary.bootstrap.cli;

import ch.qos.logback.classic.Level;

/** Wrong: the log's library. */
final class SetsALevel {

  Level level() {
    return Level.INFO;
  }
}
