package dev.holdfast.adapter.sink.queue;

import java.time.Duration;

/**
 * What became of a batch.
 *
 * @param finished how many of its messages, from the first, need not be tried again
 * @param refused how many of these the target will never take: they are lost
 * @param ending what to do next
 * @param why what went wrong, in a few words for the log; empty if nothing did
 * @param notBefore the shortest pause that the target asks for before the next try
 */
public record Outcome(int finished, int refused, Ending ending, String why, Duration notBefore) {

  /** What to do next. */
  public enum Ending {
    /** Go on with the next batch. */
    DONE,
    /** Try again what is not finished. */
    AGAIN,
    /** The target will never take anything again. */
    GONE
  }

  /** Everything is written. */
  public static Outcome done(int messages) {
    return new Outcome(messages, 0, Ending.DONE, "", Duration.ZERO);
  }

  /**
   * Everything is over, but some of it was refused for good.
   *
   * @param messages how many there were
   * @param refused how many of them are lost
   * @param why in the target's words
   */
  public static Outcome refused(int messages, int refused, String why) {
    return new Outcome(messages, refused, Ending.DONE, why, Duration.ZERO);
  }

  /** Nothing is written, the target cannot be reached now. */
  public static Outcome again(String why) {
    return again(0, why, Duration.ZERO);
  }

  /**
   * Not all is written, the target cannot be reached now.
   *
   * @param finished how many are
   * @param notBefore the shortest pause
   */
  public static Outcome again(int finished, String why, Duration notBefore) {
    return new Outcome(finished, 0, Ending.AGAIN, why, notBefore);
  }

  /** Nothing is written, and nothing ever will be. */
  public static Outcome gone(String why) {
    return new Outcome(0, 0, Ending.GONE, why, Duration.ZERO);
  }
}
