package dev.holdfast.application.port.out;

import java.time.Duration;
import java.util.List;

/**
 * Something that somebody should know now.
 *
 * @param kind what
 * @param entries the connections that it is about, the first ones if there are many
 * @param count how many connections it is about
 */
public record Alert(Kind kind, List<Entry> entries, int count) {

  /** What there is to tell. */
  public enum Kind {
    /** Connections have been down for longer than is borne, or will not come back by themselves. */
    DOWN("down"),
    /** Connections that were told to be down are up again. */
    UP("up");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Its stable name. */
    public String id() {
      return id;
    }
  }

  /**
   * One connection.
   *
   * @param connection its id
   * @param down how long it has been down, or was
   * @param cause the stable name of the latest cause
   * @param words the cause in plain words, without secrets
   * @param comesBack whether it is tried again by itself; true if it is up
   */
  public record Entry(
      String connection, Duration down, String cause, String words, boolean comesBack) {}

  /** Copies the list. */
  public Alert {
    entries = List.copyOf(entries);
  }
}
