package dev.holdfast.adapter.outbox;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Moves what the write-ahead log holds into the database, now and then, so that the room of the log
 * is used again. Nobody waits for it. While it fails the log grows, and all that is stored is in
 * the log; each try begins anew, with writing the pages, because a disk that has failed may have
 * forgotten them. One thread.
 */
final class LogTidying {

  /** How much the log holds before that is done, in pages. */
  private static final long PAGES = 1_000;

  private final Database database;
  private final Counters counters;
  private final WriteTrouble trouble;

  LogTidying(Database database, Counters counters, WriteTrouble trouble) {
    this.database = database;
    this.counters = counters;
    this.trouble = trouble;
  }

  /**
   * Does it, if there is enough to do, and not too soon after a failure.
   *
   * @return why it failed
   */
  Optional<Failure> tidy() {
    if (trouble.pause() > 0) {
      return Optional.empty();
    }
    try {
      if (database.logPages() >= PAGES) {
        database.emptyLog();
        trouble.over();
      }
      return Optional.empty();
    } catch (SQLException e) {
      Failure failure = Failure.of(e);
      counters.failed();
      trouble.failed(failure, "the log grows");
      return Optional.of(failure);
    }
  }
}
