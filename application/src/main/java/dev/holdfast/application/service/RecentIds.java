package dev.holdfast.application.service;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ids of the latest notifications, so that one that comes twice, mostly after a reconnect, is
 * recognised. Bounded: the oldest of {@value #SIZE} is forgotten. Loop thread only.
 */
final class RecentIds {

  static final int SIZE = 1024;

  private final Set<String> known = new LinkedHashSet<>();

  /** Notes an id; false if it was known. */
  boolean isNew(String id) {
    if (!known.add(id)) {
      return false;
    }
    if (known.size() > SIZE) {
      Iterator<String> oldest = known.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}
