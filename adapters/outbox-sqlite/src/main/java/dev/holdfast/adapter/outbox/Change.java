package dev.holdfast.adapter.outbox;

import java.sql.SQLException;

/**
 * A change of an outbox file that is written in the order in which it was asked for, in one
 * transaction with whatever else waits.
 */
non-sealed interface Change extends Request {

  /** How much it takes, in bytes or characters. */
  long size();

  /**
   * Whether somebody waits for it. If not, it may ride along with what comes next, and is tried
   * again after a failure.
   */
  @Override
  boolean waits();

  /**
   * Makes the change, inside a transaction that may still fail; then it is made again.
   *
   * @param database on its own thread
   */
  void apply(Database database) throws SQLException;

  /** The transaction is on the disk. */
  void done();

  /**
   * It is not made, and will not be. Not told unless somebody waits.
   *
   * @param why for people; no payload
   */
  void failed(String why);

  /** One that nobody waits for. */
  interface Unanswered extends Change {

    @Override
    default boolean waits() {
      return false;
    }

    @Override
    default void done() {}

    @Override
    default void failed(String why) {}
  }
}
