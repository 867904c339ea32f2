package dev.holdfast.adapter.outbox;

import java.sql.SQLException;

/** A question to an outbox file, asked behind everything that was to be written before it. */
non-sealed interface Query extends Request {

  /**
   * Reads, and answers.
   *
   * @param database on its own thread
   */
  void ask(Database database) throws SQLException;

  /**
   * It cannot be read.
   *
   * @param why for people; no payload
   */
  void failed(String why);
}
