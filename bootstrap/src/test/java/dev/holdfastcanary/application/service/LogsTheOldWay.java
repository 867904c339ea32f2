package dev.holdfastcanary.application.service;

import java.util.logging.Logger;

/** Wrong: the log that is only bridged. */
final class LogsTheOldWay {

  void log() {
    Logger.getLogger("service").info("connected");
  }
}
