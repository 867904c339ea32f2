package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.MachineMemory;

/**
 * What is remembered of each connection: its date in the queue, its machine's memory, what the
 * network holds ready for it, and a few notes. {@value #WORDS} numbers each, side by side, so that
 * an event touches two lines of the cache, and the queue has fetched them just before.
 */
final class Cells {

  /** Numbers of each connection. */
  static final int WORDS = Dates.WORDS + 3 + MachineMemory.WORDS;

  private static final int NOTES = Dates.WORDS;
  private static final int SIGNAL_AT = Dates.WORDS + 1;
  private static final int MACHINE = Dates.WORDS + 2;
  private static final int DOWN = Dates.WORDS + 2 + MachineMemory.WORDS;

  /** Entries of the queue behind those of the devices. */
  private static final int OTHERS = 2;

  private static final int BYTE = 0xff;
  private static final int LINK_SHIFT = 8;
  private static final int CAUSE_SHIFT = 16;
  private static final int NODE_SHIFT = 24;

  private static final Signal[] SIGNALS = Signal.values();
  private static final Link[] LINKS = Link.values();

  private final long[] words;
  private final int size;

  Cells(int size) {
    this.size = size;
    // Behind the devices, room in the queue for the gateway and for the scenario.
    this.words = new long[(size + OTHERS) * WORDS];
  }

  /** The part of it that is the queue's: one entry for each device, and {@value #OTHERS} more. */
  Dates dates() {
    return new Dates(words, WORDS);
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) words.length * Long.BYTES;
  }

  void save(ConnectionMachine machine, int device) {
    machine.save(words, device * WORDS + MACHINE);
  }

  void load(ConnectionMachine machine, int device) {
    machine.load(words, device * WORDS + MACHINE);
  }

  /** When its machine was told something last. */
  long touchedAt(int device) {
    return words[device * WORDS + MACHINE + MachineMemory.NOW];
  }

  /** When something was sent over its link last; meaningful while it is open. */
  long busyAt(int device) {
    return touchedAt(device) + words[device * WORDS + MACHINE + MachineMemory.HEARTBEAT];
  }

  /** The number of its latest attempt. */
  int attempt(int device) {
    return (int) words[device * WORDS + MACHINE + MachineMemory.ATTEMPT];
  }

  void attempt(int device, long attempt) {
    words[device * WORDS + MACHINE + MachineMemory.ATTEMPT] = attempt;
  }

  Signal signal(int device) {
    return SIGNALS[(int) notes(device) & BYTE];
  }

  long signalAt(int device) {
    return words[device * WORDS + SIGNAL_AT];
  }

  /** Which of the {@link Causes} the signal brings; meaningful for those that end a link. */
  int cause(int device) {
    return (int) (notes(device) >>> CAUSE_SHIFT) & BYTE;
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this object
  void signal(int device, Signal signal, int cause, long at) {
    long cleared = notes(device) & ~((long) BYTE | (long) BYTE << CAUSE_SHIFT);
    words[device * WORDS + NOTES] = cleared | signal.ordinal() | (long) cause << CAUSE_SHIFT;
    words[device * WORDS + SIGNAL_AT] = at;
  }

  Link link(int device) {
    return LINKS[(int) (notes(device) >>> LINK_SHIFT) & BYTE];
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this object
  void link(int device, Link link) {
    long cleared = notes(device) & ~((long) BYTE << LINK_SHIFT);
    words[device * WORDS + NOTES] = cleared | (long) link.ordinal() << LINK_SHIFT;
  }

  /** The node that its link leads to. */
  int node(int device) {
    return (int) (notes(device) >>> NODE_SHIFT) & BYTE;
  }

  void node(int device, int node) {
    long cleared = notes(device) & ~((long) BYTE << NODE_SHIFT);
    words[device * WORDS + NOTES] = cleared | (long) node << NODE_SHIFT;
  }

  boolean has(int device, Note note) {
    return (notes(device) & note.bit()) != 0;
  }

  void note(int device, Note note, boolean value) {
    long bit = note.bit();
    words[device * WORDS + NOTES] = value ? notes(device) | bit : notes(device) & ~bit;
  }

  /** From now on it is down. */
  void fell(int device, long now) {
    note(device, Note.UP, false);
    words[device * WORDS + DOWN] -= now;
  }

  /** From now on it is up. */
  void rose(int device, long now) {
    note(device, Note.UP, true);
    words[device * WORDS + DOWN] += now;
  }

  /**
   * How long each was down, in its first numbers, which are of no other use any more: this ends the
   * life of the cells.
   *
   * @param now until when
   * @return the times, one for each device, in nanoseconds, followed by remains
   */
  long[] downtimes(long now) {
    for (int device = 0; device < size; device++) {
      if (!has(device, Note.UP)) {
        words[device * WORDS + DOWN] += now;
      }
    }
    for (int device = 0; device < size; device++) {
      words[device] = words[device * WORDS + DOWN];
    }
    return words;
  }

  private long notes(int device) {
    return words[device * WORDS + NOTES];
  }

  /** What the network holds ready for a device: at most one thing at a time. */
  enum Signal {
    /** Nothing. */
    NONE,
    /** It is switched on. */
    SWITCHED_ON,
    /** Its attempt comes to the gateway at last. */
    KNOCK,
    /** The gateway answers the upgrade. */
    HANDSHAKE,
    /** The gateway accepts the login. */
    LOGIN,
    /** A heartbeat is answered. */
    PONG,
    /** The load balancer has seen nothing for too long. */
    IDLE,
    /** Its link or its attempt ends. */
    END
  }

  /** Where its link is. */
  enum Link {
    /** There is none. */
    NONE,
    /** An attempt that nobody hears, for now. */
    UNHEARD,
    /** An attempt that nobody will answer. */
    LOST,
    /** An attempt that waits in the gateway's queue. */
    QUEUED,
    /** The gateway shakes hands. */
    SHAKING,
    /** An attempt that was turned down, which the device is about to see. */
    TURNED_DOWN,
    /** Open at both ends. */
    OPEN,
    /** The device has sent its close frame. */
    CLOSING,
    /** The device believes that it is open; the gateway knows nothing of it. */
    ORPHAN
  }

  /** Yes or no. */
  enum Note {
    /** Up, as the machine has it. */
    UP,
    /** Was down at recovery, and has not been up since. */
    AWAITED,
    /** What the gateway has for it waits until the way is free. */
    HELD,
    /** A heartbeat is not answered yet, and will be if the way becomes free. */
    OWED,
    /** On the wrong side of a partition. */
    CUT_OFF;

    private static final int FIRST_BIT = 32;

    @SuppressWarnings("EnumOrdinal") // never leaves these objects
    long bit() {
      return 1L << (FIRST_BIT + ordinal());
    }
  }
}
