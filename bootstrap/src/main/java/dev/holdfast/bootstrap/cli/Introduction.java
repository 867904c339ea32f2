package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.config.ConnectionConfig;
import dev.holdfast.bootstrap.config.DaemonConfig;
import java.util.ArrayList;
import java.util.List;

/** Says at the start what a daemon keeps up. */
final class Introduction {

  /** How many connections are named; the others are counted. */
  private static final int NAMED_MOST = 5;

  private Introduction() {}

  static List<String> lines(DaemonConfig config) {
    if (!config.listed()) {
      return List.of("Keeping a link to " + words(config.first()));
    }
    List<ConnectionConfig> all = config.connections();
    List<String> lines = new ArrayList<>();
    lines.add("Keeping " + all.size() + (all.size() == 1 ? " connection" : " connections"));
    for (ConnectionConfig each : all.subList(0, Math.min(NAMED_MOST, all.size()))) {
      lines.add("  " + each.id() + ": " + words(each));
    }
    if (all.size() > NAMED_MOST) {
      lines.add("  and " + (all.size() - NAMED_MOST) + " more");
    }
    return lines;
  }

  private static String words(ConnectionConfig connection) {
    return connection.gateway().shownEndpoints()
        + " (protocol "
        + connection.gateway().protocol()
        + ")";
  }
}
