package dev.holdfast.adapter.simulation.world;

/** How a connection keeps its messages, and when it is done with them. */
enum Keeping {
  /** In memory, until they are written. */
  IN_MEMORY,
  /** In memory, until they are acknowledged. */
  IN_MEMORY_ACKNOWLEDGED,
  /** On a disk, until they are written. */
  ON_DISK,
  /** On a disk, until they are acknowledged. */
  ON_DISK_ACKNOWLEDGED;

  boolean onDisk() {
    return this == ON_DISK || this == ON_DISK_ACKNOWLEDGED;
  }

  boolean acknowledged() {
    return this == IN_MEMORY_ACKNOWLEDGED || this == ON_DISK_ACKNOWLEDGED;
  }
}
