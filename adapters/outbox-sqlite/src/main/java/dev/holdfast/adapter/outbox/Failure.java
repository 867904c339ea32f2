package dev.holdfast.adapter.outbox;

import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Why SQLite refused, as far as it matters.
 *
 * @param kind what follows from it
 * @param words for users; no payload
 */
record Failure(Kind kind, String words) {

  /** What is left of the disk is left to what makes room. */
  static final Failure NO_ROOM = new Failure(Kind.FULL, "the disk is full");

  /** What follows from a failure. */
  enum Kind {
    /** May pass: no room, no right, no answer of the disk, somebody else has the file. */
    PASSING,
    /** The disk, or what is allowed of it, is full: may pass. */
    FULL,
    /** What is in the file is not to be trusted, nor to be touched. */
    CORRUPT
  }

  /** What a failure means. */
  static Failure of(SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException failed
            ? failed.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    String name = code.name();
    // Extended codes begin with the name of their primary code.
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_FULL -> NO_ROOM;
      case SQLITE_READONLY -> passing("it is read-only", name);
      case SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN -> passing("it cannot be opened", name);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> passing("another program holds it", name);
      case SQLITE_IOERR -> passing("the disk failed", name);
      case SQLITE_CORRUPT -> new Failure(Kind.CORRUPT, "it is damaged (" + name + ")");
      case SQLITE_NOTADB -> new Failure(Kind.CORRUPT, "it is not a SQLite database");
      default -> passing(firstLine(e), name);
    };
  }

  private static Failure passing(String words, String name) {
    return new Failure(Kind.PASSING, words + " (" + name + ")");
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.isBlank() ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message;
  }
}
