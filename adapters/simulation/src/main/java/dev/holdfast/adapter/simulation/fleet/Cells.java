package dev.holdfast.adapter.simulation.fleet;

import dev.holdfast.domain.connection.ConnectionMachine;
import dev.holdfast.domain.connection.MachineMemory;

/**
 * What is remembered of each connection: its date in the queue, its machine's memory, what the
 * network holds ready for it, and a few notes.
 *
 * <p>What almost every event needs are eight numbers side by side, one line of the cache where the
 * array begins at one: an event waits for memory once, and the queue has touched it just before.
 * What few events need is elsewhere.
 */
final class Cells {

  private static final int CELL_BITS = 3;
  private static final int DATE = 0;
  private static final int SIGNAL_AT = 1;
  private static final int ATTEMPT_AND_NOTES = 2;
  private static final int NOW = 3;
  private static final int SITUATION = 4;
  private static final int STATE_DEADLINE = 5;
  private static final int HEARTBEAT = 6;
  private static final int PREVIOUS_DELAY = 7;

  /** With the sixteen bytes before an array's first number, one line. */
  private static final int FIRST = 6;

  /** Entries of the queue behind those of the devices. */
  private static final int OTHERS = 2;

  // The notes, from the lowest bit: signal, link, yes or no, cause, node; above them is the
  // attempt.
  private static final int HALF_BYTE = 0xf;
  private static final int BYTE = 0xff;
  private static final int LINK_SHIFT = 4;
  private static final int CAUSE_SHIFT = 16;
  private static final int NODE_SHIFT = 24;
  private static final int ATTEMPT_SHIFT = 32;
  private static final long NOTES = (1L << ATTEMPT_SHIFT) - 1;

  private static final Signal[] SIGNALS = Signal.values();
  private static final Link[] LINKS = Link.values();

  private final long[] words;
  private final int size;

  /** When each is to be replaced; empty if links have no end. */
  private final long[] lifetimes;

  /** How long each was down; less the present moment while it is. */
  private final long[] down;

  /** What passes between a cell and a machine. */
  private final long[] memory = new long[MachineMemory.WORDS];

  /**
   * Cells with nothing in them.
   *
   * @param size how many connections
   * @param lifetimes whether links have a longest lifetime
   */
  Cells(int size, boolean lifetimes) {
    this.size = size;
    // Behind the devices, room in the queue for the gateway and for the scenario.
    this.words = new long[cell(size + OTHERS)];
    this.lifetimes = new long[lifetimes ? size : 0];
    this.down = new long[size];
  }

  /** The part of it that is the queue's: one entry for each device, and {@value #OTHERS} more. */
  Dates dates() {
    return new Dates(words, FIRST + DATE, CELL_BITS, size + OTHERS);
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) (words.length + lifetimes.length + down.length) * Long.BYTES;
  }

  void save(ConnectionMachine machine, int device) {
    machine.save(memory, 0);
    int cell = cell(device);
    attempt(device, memory[MachineMemory.ATTEMPT]);
    words[cell + NOW] = memory[MachineMemory.NOW];
    words[cell + SITUATION] = memory[MachineMemory.SITUATION];
    words[cell + STATE_DEADLINE] = memory[MachineMemory.STATE_DEADLINE];
    words[cell + HEARTBEAT] = memory[MachineMemory.HEARTBEAT];
    words[cell + PREVIOUS_DELAY] = memory[MachineMemory.PREVIOUS_DELAY];
    if (lifetimes.length > 0) {
      lifetimes[device] = memory[MachineMemory.LIFETIME];
    }
  }

  void load(ConnectionMachine machine, int device) {
    int cell = cell(device);
    memory[MachineMemory.ATTEMPT] = attempt(device);
    memory[MachineMemory.NOW] = words[cell + NOW];
    memory[MachineMemory.SITUATION] = words[cell + SITUATION];
    memory[MachineMemory.STATE_DEADLINE] = words[cell + STATE_DEADLINE];
    memory[MachineMemory.HEARTBEAT] = words[cell + HEARTBEAT];
    memory[MachineMemory.PREVIOUS_DELAY] = words[cell + PREVIOUS_DELAY];
    if (lifetimes.length > 0) {
      memory[MachineMemory.LIFETIME] = lifetimes[device];
    }
    machine.load(memory, 0);
  }

  /** When its machine was told something last. */
  long touchedAt(int device) {
    return words[cell(device) + NOW];
  }

  /** When something was sent over its link last; meaningful while it is open. */
  long busyAt(int device) {
    return touchedAt(device) + words[cell(device) + HEARTBEAT];
  }

  /** The number of its latest attempt. */
  int attempt(int device) {
    return (int) (words[cell(device) + ATTEMPT_AND_NOTES] >> ATTEMPT_SHIFT);
  }

  void attempt(int device, long attempt) {
    int index = cell(device) + ATTEMPT_AND_NOTES;
    words[index] = (long) Math.toIntExact(attempt) << ATTEMPT_SHIFT | (words[index] & NOTES);
  }

  Signal signal(int device) {
    return SIGNALS[(int) notes(device) & HALF_BYTE];
  }

  long signalAt(int device) {
    return words[cell(device) + SIGNAL_AT];
  }

  /** Which of the {@link Causes} the signal brings; meaningful for those that end a link. */
  int cause(int device) {
    return (int) (notes(device) >>> CAUSE_SHIFT) & BYTE;
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this object
  void signal(int device, Signal signal, int cause, long at) {
    long cleared = notes(device) & ~(HALF_BYTE | (long) BYTE << CAUSE_SHIFT);
    notes(device, cleared | signal.ordinal() | (long) cause << CAUSE_SHIFT);
    words[cell(device) + SIGNAL_AT] = at;
  }

  Link link(int device) {
    return LINKS[(int) (notes(device) >>> LINK_SHIFT) & HALF_BYTE];
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this object
  void link(int device, Link link) {
    long cleared = notes(device) & ~((long) HALF_BYTE << LINK_SHIFT);
    notes(device, cleared | (long) link.ordinal() << LINK_SHIFT);
  }

  /** The node that its link leads to. */
  int node(int device) {
    return (int) (notes(device) >>> NODE_SHIFT) & BYTE;
  }

  void node(int device, int node) {
    long cleared = notes(device) & ~((long) BYTE << NODE_SHIFT);
    notes(device, cleared | (long) node << NODE_SHIFT);
  }

  boolean has(int device, Note note) {
    return (notes(device) & note.bit()) != 0;
  }

  void note(int device, Note note, boolean value) {
    notes(device, value ? notes(device) | note.bit() : notes(device) & ~note.bit());
  }

  /** From now on it is down. */
  void fell(int device, long now) {
    note(device, Note.UP, false);
    down[device] -= now;
  }

  /** From now on it is up. */
  void rose(int device, long now) {
    note(device, Note.UP, true);
    down[device] += now;
  }

  /**
   * How long each was down. This ends the life of the cells.
   *
   * @param now until when
   * @return the times, one for each device, in nanoseconds
   */
  long[] downtimes(long now) {
    for (int device = 0; device < size; device++) {
      if (!has(device, Note.UP)) {
        down[device] += now;
      }
    }
    return down;
  }

  private static int cell(int device) {
    return FIRST + (device << CELL_BITS);
  }

  private long notes(int device) {
    return words[cell(device) + ATTEMPT_AND_NOTES];
  }

  private void notes(int device, long notes) {
    words[cell(device) + ATTEMPT_AND_NOTES] = notes;
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

    private static final int FIRST_BIT = 8;

    @SuppressWarnings("EnumOrdinal") // never leaves these objects
    long bit() {
      return 1L << (FIRST_BIT + ordinal());
    }
  }
}
