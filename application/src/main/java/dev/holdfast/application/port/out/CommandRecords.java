package dev.holdfast.application.port.out;

/**
 * What became of the commands of one connection that were given with an id, kept where it outlives
 * the process.
 *
 * <p>Calls come from the loop of the connection. None of them blocks; they take effect in the order
 * in which they were made, and are answered in that order, on any thread, never inside the call. A
 * command that has ended is forgotten in the end: after a day, or when there are very many.
 */
public interface CommandRecords {

  /**
   * Records that a command begins, unless its id is known. The record is safe before the answer.
   *
   * @param id not empty
   * @param name what the session protocol calls it
   * @param maySend whether it may leave from now on
   * @param answer told what was found
   */
  void begin(String id, String name, boolean maySend, Begun answer);

  /**
   * A command that has begun may leave from now on. The record is safe before the answer.
   *
   * @param answer told when it is
   */
  void maySend(String id, Kept answer);

  /**
   * A command has ended. Not answered: what is not recorded yet when the process ends is unknown.
   */
  void ended(String id, RecordedOutcome outcome);

  /** The answer to {@link #maySend}: one call to one of them. */
  interface Kept {

    /** It is recorded. */
    void kept();

    /**
     * It is not recorded.
     *
     * @param why for people; no payload
     */
    void failed(String why);
  }

  /** The answer to {@link #begin}: one call to one of them. */
  interface Begun extends Kept {

    /** Nothing was known of it: it is recorded. */
    @Override
    void kept();

    /**
     * It ended before.
     *
     * @param name what it was called
     */
    void endedBefore(String name, RecordedOutcome outcome);

    /**
     * It began in a process that has ended, and did not end there.
     *
     * @param name what it was called
     * @param mayHaveLeft whether it may have left
     */
    void interrupted(String name, boolean mayHaveLeft);
  }
}
