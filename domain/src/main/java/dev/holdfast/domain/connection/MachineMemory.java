package dev.holdfast.domain.connection;

/**
 * What a {@link ConnectionMachine} remembers, as {@value #WORDS} numbers: {@link
 * ConnectionMachine#save} writes them, {@link ConnectionMachine#load} takes them up again.
 *
 * <p>So one machine can play any number of connections in turn, each of which costs no more than
 * its numbers; and a machine with another policy can carry on where one left off.
 *
 * <p>The first two numbers, {@link #NOW} and {@link #ATTEMPT}, say when and how often. The others,
 * from {@link #SITUATION} on, hold nothing but what decides about the future: times are relative to
 * {@code NOW}, and whatever has no meaning at present is 0. Two connections in which they are equal
 * behave alike from here on.
 */
public final class MachineMemory {

  /** How many numbers there are. */
  public static final int WORDS = 8;

  /** The time of the last event, in nanoseconds on the monotonic clock. */
  public static final int NOW = 0;

  /** The number of the latest attempt. */
  public static final int ATTEMPT = 1;

  /** Everything that is no time, in bits. */
  public static final int SITUATION = 2;

  /** Nanoseconds until the deadline that belongs to the state; 0 if there is none. */
  public static final int STATE_DEADLINE = 3;

  /** Nanoseconds since the heartbeat's phase began, as a negative number; 0 without heartbeats. */
  public static final int HEARTBEAT = 4;

  /** Nanoseconds until the maximum lifetime is over; 0 if there is none. */
  public static final int LIFETIME = 5;

  /** The backoff's previous delay in nanoseconds. */
  public static final int PREVIOUS_DELAY = 6;

  /** Nanoseconds between heartbeats if the gateway dictates them; 0 if the policy does. */
  public static final int HEARTBEAT_INTERVAL = 7;

  // From the lowest bit: failures, state, and the bits of each part.
  private static final int FAILURES_BITS = 31;
  private static final int STATE_BITS = 3;

  static final int STATE_SHIFT = FAILURES_BITS;
  static final int RECOVERY_SHIFT = STATE_SHIFT + STATE_BITS;
  static final int DEADLINE_SHIFT = RECOVERY_SHIFT + Recovery.BITS;
  static final int LIFETIME_SHIFT = DEADLINE_SHIFT + Deadline.BITS;
  static final int HEARTBEAT_SHIFT = LIFETIME_SHIFT + Deadline.BITS;
  static final int CLOSING_SHIFT = HEARTBEAT_SHIFT + Heartbeat.BITS;

  private static final ConnectionState[] STATES = ConnectionState.values();

  private MachineMemory() {}

  /**
   * The state in saved numbers.
   *
   * @param memory where they are
   * @param at the index of the first
   */
  public static ConnectionState state(long[] memory, int at) {
    return STATES[bits(memory[at + SITUATION], STATE_SHIFT, STATE_BITS)];
  }

  /**
   * Failed attempts since the connection was last stable, in saved numbers.
   *
   * @param memory where they are
   * @param at the index of the first
   */
  public static int failures(long[] memory, int at) {
    return bits(memory[at + SITUATION], 0, FAILURES_BITS);
  }

  /** {@code count} bits of a number, from {@code shift} on. */
  static int bits(long word, int shift, int count) {
    return (int) (word >>> shift) & ((1 << count) - 1);
  }
}
