package dev.holdfast.adapter.adminhttp;

/** What became of clients. On the thread of the control API only. */
final class ClientCounters {

  private int open;
  private int following;
  private long turnedAway;
  private long tooSlow;
  private long eventsLost;

  void opened() {
    open++;
  }

  void closed() {
    open--;
  }

  void followed() {
    following++;
  }

  void unfollowed() {
    following--;
  }

  /** There was no room for a client, or for its body. */
  void noRoom() {
    turnedAway++;
  }

  /** A client took longer than it may, or had to make room for another. */
  void lostPatience() {
    tooSlow++;
  }

  /** A client did not keep up with the live events, and was dropped. */
  void droppedFollower() {
    eventsLost++;
  }

  /** Open connections. */
  int open() {
    return open;
  }

  /** How many of them follow the live events. */
  int following() {
    return following;
  }

  /** Clients and requests that there was no room for. */
  long turnedAway() {
    return turnedAway;
  }

  /** Clients that we waited for in vain. */
  long tooSlow() {
    return tooSlow;
  }

  /** Clients dropped because they did not keep up with the live events. */
  long eventsLost() {
    return eventsLost;
  }
}
