package dev.holdfast.adapter.simulation.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log of thousands of connections off the console. */
final class Quiet implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast");
  private final Level before = logger.getLevel();

  Quiet() {
    logger.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    logger.setLevel(before);
  }
}
