package dev.holdfastcanary.adapter.transport;

import com.google.common.collect.ImmutableList;

/** Wrong: the JDK has lists. */
final class CollectsWithGuava {

  ImmutableList<String> list() {
    return ImmutableList.of();
  }
}
