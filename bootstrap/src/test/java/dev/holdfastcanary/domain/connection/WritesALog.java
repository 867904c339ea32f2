package dev.holdfastcanary.domain.connection;

import org.slf4j.LoggerFactory;

/** Wrong: a log in the domain. */
final class WritesALog {

  void write() {
    LoggerFactory.getLogger("domain").info("written");
  }
}
