package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.MachineMemory;

/**
 * What the user and the gateway know and the machine is not asked about, remembered beside its
 * memory in bits of {@link MachineMemory#SITUATION} that the machine does not use.
 */
final class Ghost {

  /** The connection was asked for, and neither called off nor stopped since. */
  static final long WANTED = 1L << 62;

  /** The credentials used last were rejected. */
  static final long REJECTED = 1L << 61;

  private static final long ALL = WANTED | REJECTED;

  private Ghost() {}

  static boolean wanted(long[] words) {
    return (words[MachineMemory.SITUATION] & WANTED) != 0;
  }

  static boolean rejected(long[] words) {
    return (words[MachineMemory.SITUATION] & REJECTED) != 0;
  }

  /** The machine's own part of a situation. */
  static long without(long situation) {
    return situation & ~ALL;
  }

  static long bits(boolean wanted, boolean rejected) {
    return (wanted ? WANTED : 0) | (rejected ? REJECTED : 0);
  }
}
