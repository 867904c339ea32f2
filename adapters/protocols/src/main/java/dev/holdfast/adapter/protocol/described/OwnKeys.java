package dev.holdfast.adapter.protocol.described;

import java.util.ArrayDeque;

/** The keys of what we send on one link. One thread. */
final class OwnKeys {

  /** A heartbeat that was not answered by then is not answered any more. */
  private static final int REMEMBERED_MOST = 16;

  private final KeyForm form;
  private final ArrayDeque<String> unasked = new ArrayDeque<>();
  private long count;
  private String heartbeat = "";

  /**
   * Keys behind those that an earlier link gave out.
   *
   * @param form what they look like
   * @param given how many there were
   */
  OwnKeys(KeyForm form, long given) {
    this.form = form;
    this.count = given;
  }

  /** How many keys were given out. */
  long given() {
    return count;
  }

  /** A key that no message of ours had on this link. */
  String next() {
    count++;
    return form.text(count);
  }

  /** The key of something that nobody waits for: a login, a heartbeat. */
  String nextUnasked() {
    String key = next();
    if (unasked.size() == REMEMBERED_MOST) {
      unasked.removeFirst();
    }
    unasked.addLast(key);
    return key;
  }

  /** The key of a heartbeat: nobody waits for its answer, but it says how long the way takes. */
  String nextOfHeartbeat() {
    heartbeat = nextUnasked();
    return heartbeat;
  }

  /** Whether a key is that of the latest heartbeat. */
  boolean isOfHeartbeat(String key) {
    return !heartbeat.isEmpty() && key.equals(heartbeat);
  }

  /** Whether a key is that of something that nobody waits for. */
  boolean isUnasked(String key) {
    return !unasked.isEmpty() && unasked.contains(key);
  }

  /** A key as it is written into a template. */
  JsonValue json(String key) {
    return form.json(key);
  }
}
