package dev.holdfast.application.service;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the latest notifications, so that one that comes twice, mostly after a reconnect, is
 * recognised. Bounded: the oldest of {@value #SIZE} is forgotten. Loop thread only.
 */
final class RecentIds {

  static final int SIZE = 1024;

  private final Set<String> known = new HashSet<>();
  private final @Nullable String[] ring = new String[SIZE];
  private int next;

  /** Notes an id; false if it was known. */
  boolean isNew(String id) {
    if (!known.add(id)) {
      return false;
    }
    String oldest = ring[next];
    if (oldest != null) {
      known.remove(oldest);
    }
    ring[next] = id;
    next = (next + 1) % SIZE;
    return true;
  }
}
