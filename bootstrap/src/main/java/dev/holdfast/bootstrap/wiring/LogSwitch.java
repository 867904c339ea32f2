package dev.holdfast.bootstrap.wiring;

import dev.holdfast.adapter.adminhttp.LogLevels;
import dev.holdfast.bootstrap.logging.LogLevel;
import dev.holdfast.bootstrap.logging.LoggingSetup;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of this process as the control API sees it. */
final class LogSwitch implements LogLevels {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.control");

  @Override
  public List<String> names() {
    return Arrays.stream(LogLevel.values()).map(LogLevel::id).toList();
  }

  @Override
  public String current() {
    return LoggingSetup.level().id();
  }

  @Override
  public void change(String name) {
    LogLevel level =
        LogLevel.byId(name).orElseThrow(() -> new IllegalArgumentException("no log level " + name));
    LOG.info("Log level: {} -> {}", current(), name);
    LoggingSetup.changeLevel(level);
  }
}
