package dev.holdfast.bootstrap.stdin;

/** What becomes of the lines of standard input. Called by one thread. */
public interface LineTaker {

  /**
   * Takes a line; waits as long as there is no room for it.
   *
   * @param line without its line break
   * @return false when there is no point in reading on
   */
  boolean take(String line);

  /** Waits until nothing more will come of the lines that were taken. */
  void finish();
}
