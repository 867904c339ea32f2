package dev.holdfast.adapter.simulation.model;

import dev.holdfast.domain.connection.MachineMemory;
import java.util.Arrays;

/**
 * All memories that were reached, numbered in the order in which they were, and the steps between
 * them. The number of a memory is never larger than that of one that takes more steps to reach.
 */
final class StateSpace {

  /** The words that decide about the future. */
  private static final int FIRST = MachineMemory.SITUATION;

  private static final int LENGTH = MachineMemory.WORDS - FIRST;
  private static final int SOME = 1 << 10;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] words = new long[SOME * LENGTH];
  private int[] table = new int[SOME * 2];
  private int[] parent = new int[SOME];
  private int[] parentStimulus = new int[SOME];
  private int[] parentDraws = new int[SOME];
  private int[] firstStep = new int[SOME + 1];
  private int[] target = new int[SOME];
  private byte[] stimulus = new byte[SOME];
  private int size;
  private int steps;

  /** How many memories there are. */
  int size() {
    return size;
  }

  /** How many steps there are. */
  int steps() {
    return steps;
  }

  /** The number of a memory, -1 if it was not reached. */
  int find(long[] memory) {
    int slot = slot(memory);
    return table[slot] - 1;
  }

  /**
   * The number of a memory, which is new or was reached before.
   *
   * @param from the one that it was reached from; itself for the first
   * @param by the stimulus that led to it
   * @param draws with these draws
   */
  int reach(long[] memory, int from, int by, int draws) {
    int slot = slot(memory);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == parent.length) {
      grow();
      slot = slot(memory);
    }
    System.arraycopy(memory, FIRST, words, size * LENGTH, LENGTH);
    parent[size] = from;
    parentStimulus[size] = by;
    parentDraws[size] = draws;
    table[slot] = ++size;
    return size - 1;
  }

  /** Starts with the steps that leave a memory; memories come one after the other, from 0. */
  void leave(int state) {
    firstStep[state] = steps;
    firstStep[state + 1] = steps;
  }

  /** One step more, from the memory given last. */
  void step(int from, int by, int to) {
    if (steps == target.length) {
      target = Arrays.copyOf(target, 2 * steps);
      stimulus = Arrays.copyOf(stimulus, 2 * steps);
    }
    target[steps] = to;
    stimulus[steps] = (byte) by;
    steps++;
    firstStep[from + 1] = steps;
  }

  /** Copies a memory. */
  void read(int state, long[] into) {
    into[MachineMemory.NOW] = 0;
    into[MachineMemory.ATTEMPT] = Stimulus.CURRENT;
    System.arraycopy(words, state * LENGTH, into, FIRST, LENGTH);
  }

  int firstStep(int state) {
    return firstStep[state];
  }

  int endOfSteps(int state) {
    return firstStep[state + 1];
  }

  int target(int step) {
    return target[step];
  }

  int stimulus(int step) {
    return stimulus[step];
  }

  int parent(int state) {
    return parent[state];
  }

  int parentStimulus(int state) {
    return parentStimulus[state];
  }

  int parentDraws(int state) {
    return parentDraws[state];
  }

  private int slot(long[] memory) {
    int mask = table.length - 1;
    int slot = hash(memory, FIRST) & mask;
    while (table[slot] != 0 && !same(memory, table[slot] - 1)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean same(long[] memory, int state) {
    int from = state * LENGTH;
    return Arrays.equals(memory, FIRST, FIRST + LENGTH, words, from, from + LENGTH);
  }

  private static int hash(long[] from, int at) {
    long hash = 0;
    for (int i = at; i < at + LENGTH; i++) {
      hash = (hash ^ from[i]) * MIX;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private void grow() {
    int more = 2 * size;
    words = Arrays.copyOf(words, more * LENGTH);
    parent = Arrays.copyOf(parent, more);
    parentStimulus = Arrays.copyOf(parentStimulus, more);
    parentDraws = Arrays.copyOf(parentDraws, more);
    firstStep = Arrays.copyOf(firstStep, more + 1);
    table = new int[more * 2];
    int mask = table.length - 1;
    for (int state = 0; state < size; state++) {
      int slot = hash(words, state * LENGTH) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = state + 1;
    }
  }
}
