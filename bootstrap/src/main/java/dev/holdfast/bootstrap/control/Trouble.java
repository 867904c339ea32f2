package dev.holdfast.bootstrap.control;

import java.util.Comparator;
import java.util.List;

/** Who is in trouble, of the connections that the control API tells of. Any thread. */
public final class Trouble {

  private static final int STOPPED = 0;
  private static final int DOWN = 1;
  private static final int DOWN_BUT_NOT_REQUIRED = 2;
  private static final int UP = 3;

  private static final Comparator<JsonTree> ORDER =
      Comparator.comparingInt(Trouble::rank)
          .thenComparing(Comparator.comparingLong(Trouble::sinceMs).reversed());

  private Trouble() {}

  /**
   * The worst first: what has stopped and needs somebody, what is down, the longest first, what is
   * down and not required, and then those that are up, as they were listed.
   */
  public static List<JsonTree> first(List<JsonTree> connections) {
    return connections.stream().sorted(ORDER).toList();
  }

  /** How many are up. */
  public static long up(List<JsonTree> connections) {
    return connections.stream().filter(connection -> connection.isTrue("up")).count();
  }

  /** Whether all that are required are up. */
  public static boolean none(List<JsonTree> connections) {
    return connections.stream()
        .allMatch(connection -> connection.isTrue("up") || !isRequired(connection));
  }

  /** Whether the daemon counts as ready only with it. */
  public static boolean isRequired(JsonTree connection) {
    return connection.text("required").filter("false"::equals).isEmpty();
  }

  private static int rank(JsonTree connection) {
    if (connection.isTrue("up")) {
      return UP;
    }
    if (!isRequired(connection)) {
      return DOWN_BUT_NOT_REQUIRED;
    }
    return connection.text("stopped").isPresent() ? STOPPED : DOWN;
  }

  private static long sinceMs(JsonTree connection) {
    return connection.isTrue("up") ? 0 : connection.number("upOrDownForMs");
  }
}
