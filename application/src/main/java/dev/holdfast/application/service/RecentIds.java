package dev.holdfast.application.service;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of the latest notifications, so that one that comes twice, mostly after a reconnect, is
 * recognised. A known id with another text is no repetition: a gateway that was restarted may count
 * from one again. Bounded: the oldest of {@value #SIZE} is forgotten. Loop thread only.
 */
final class RecentIds {

  static final int SIZE = 1024;

  /** By id, the hash of the text. */
  private final Map<String, Integer> known = new LinkedHashMap<>();

  /** Notes an id; false if it was known with this text. */
  boolean isNew(String id, String text) {
    Integer hash = text.hashCode();
    if (hash.equals(known.put(id, hash))) {
      return false;
    }
    if (known.size() > SIZE) {
      Iterator<String> oldest = known.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}
