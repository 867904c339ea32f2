package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigRequest;
import dev.holdfast.bootstrap.control.ControlClient;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Tells a daemon, if one runs, that there is more in its outbox than it has put there. */
final class LookAgain {

  private final ConfigRequest request;

  /**
   * For the daemon of a configuration.
   *
   * @param request says where it listens
   */
  LookAgain(ConfigRequest request) {
    this.request = request;
  }

  /**
   * Tells it.
   *
   * @param connections the ids of those that the messages are of
   * @return what will happen, in a sentence for people
   */
  String tell(Set<String> connections) {
    try {
      Optional<ControlClient> daemon = DaemonOptions.client(request);
      boolean told = daemon.isPresent();
      for (String connection : connections) {
        told =
            told
                && daemon
                    .get()
                    .post(ControlOptions.pathOf(connection) + "/look-again", "{}")
                    .isSuccess();
      }
      return told
          ? "the daemon sends them as soon as its link is up"
          : "a daemon sends them when its link is up the next time";
    } catch (ConfigException | IOException e) {
      return "no daemon was reached: one sends them when its link is up the next time";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted before the daemon was told";
    }
  }
}
