package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any moment, and of what was written since the disk was last waited for, any
 * part may be missing, sector by sector, in any order.
 *
 * <p>Between two answers SQLite writes in this order, and waits for the disk after each: the header
 * of the log, if the log begins anew; the log (this is when something is stored); the database from
 * the log, now and then. So the files are read after every answer, and what lies between two
 * readings is torn step by step, with all before it complete and nothing behind it. What this
 * trusts is that order, that a disk which says that it has written has done so, and that a write
 * leaves the bytes beside it alone, as SQLite does too. More of it: {@code -Dholdfast.losses=100};
 * another one: {@code -Dholdfast.seed=7}.
 */
final class PowerLossTest {

  private static final long SEED = Long.getLong("holdfast.seed", 20_261_126L);
  private static final int STEPS = 80;

  /** How often each step is torn at random, besides every frame of its log. */
  private static final int LOSSES = Integer.getInteger("holdfast.losses", 4);

  private static final int SECTOR = 512;
  private static final int LOG_HEADER = 32;
  private static final int FRAME = 24 + 4096;

  private static final OutboxOptions OPTIONS =
      new OutboxOptions(3, 50_000, Duration.ofHours(1), Duration.ofSeconds(5), 0);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @TempDir private Path folder;

  /** Both files, and all that a reader finds in them. */
  private static final class Moment {

    private final byte[] database;
    private final byte[] log;
    private final List<String> content;

    Moment(byte[] database, byte[] log, List<String> content) {
      this.database = database;
      this.log = log;
      this.content = content;
    }
  }

  private int lives;
  private int older;
  private int restarts;
  private int checkpoints;

  @Test
  void whatWasAnsweredOutlivesIt() throws IOException, SQLException {
    List<Moment> moments = record();
    for (int i = 1; i < moments.size(); i++) {
      tear(moments.get(i - 1), moments.get(i), "step " + i + " of seed " + SEED);
    }

    assertThat(lives).as("losses").isGreaterThan(STEPS * LOSSES);
    assertThat(older).as("losses that cost what was not answered yet").isPositive();
    assertThat(restarts).as("steps that began the log anew").isPositive();
    assertThat(checkpoints).as("steps that wrote to the database").isPositive();
  }

  private List<Moment> record() throws IOException, SQLException {
    Path file = folder.resolve("outbox.db");
    Opening opening = Opening.of(file, OPTIONS);
    List<Moment> moments = new ArrayList<>();
    try (OutboxFile outbox = OutboxFile.on(opening, OPTIONS, OutboxRig.surroundings());
        // Kept open: closing any descriptor of a file gives up SQLite's locks on it.
        FileChannel database = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel log =
            FileChannel.open(folder.resolve("outbox.db-wal"), StandardOpenOption.READ)) {
      try (Statement statement = opening.database().connection().createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = 25");
      }
      AnsweredSteps steps = new AnsweredSteps(outbox, random);
      for (int i = 0; i < STEPS; i++) {
        steps.step(i);
        byte[] databaseNow = bytes(database);
        byte[] logNow = bytes(log);
        moments.add(new Moment(databaseNow, logNow, content(databaseNow, logNow)));
      }
      assertThat(steps.arrived()).as("notifications").isPositive();
      assertThat(steps.kept()).as("records of commands").isPositive();
    }
    return moments;
  }

  private void tear(Moment before, Moment after, String step) throws IOException, SQLException {
    byte[] log = before.log;
    if (!Arrays.equals(log, 0, LOG_HEADER, after.log, 0, LOG_HEADER)) {
      restarts++;
      for (int end = 0; end < LOG_HEADER; end++) {
        survives(before.database, prefix(log, after.log, end), before, after, step);
      }
      log = prefix(log, after.log, LOG_HEADER);
    }
    int written = lastDifference(log, after.log);
    for (int end = LOG_HEADER; end <= written; end += FRAME) {
      survives(before.database, prefix(log, after.log, end), before, after, step);
    }
    for (int i = 0; i < LOSSES; i++) {
      int end = LOG_HEADER + random.nextInt(written - LOG_HEADER + 1);
      survives(before.database, prefix(log, after.log, end), before, after, step);
      survives(before.database, sectors(log, after.log), before, after, step);
      survives(before.database, garbage(log, after.log), before, after, step);
    }
    // The log was complete, and the database was being written from it.
    if (!Arrays.equals(before.database, after.database)) {
      checkpoints++;
      for (int i = 0; i < 3 * LOSSES; i++) {
        survives(sectors(before.database, after.database), after.log, after, after, step);
        survives(garbage(before.database, after.database), after.log, after, after, step);
      }
    }
  }

  private void survives(byte[] database, byte[] log, Moment before, Moment after, String step)
      throws IOException, SQLException {
    List<String> found = content(database, log);
    lives++;
    if (!found.equals(after.content)) {
      older++;
      assertThat(found).as(step).isEqualTo(before.content);
    }
  }

  private static int lastDifference(byte[] old, byte[] young) {
    int at = young.length;
    while (at > LOG_HEADER && at <= old.length && old[at - 1] == young[at - 1]) {
      at--;
    }
    return at;
  }

  /** The new bytes up to a place, the old ones behind it. */
  private static byte[] prefix(byte[] old, byte[] young, int end) {
    byte[] torn = Arrays.copyOf(old, Math.max(old.length, end));
    System.arraycopy(young, 0, torn, 0, Math.min(end, young.length));
    return torn;
  }

  /** Of the sectors that differ, some are new; the file may have its new length already. */
  private byte[] sectors(byte[] old, byte[] young) {
    byte[] torn = Arrays.copyOf(old, Math.max(old.length, young.length));
    int odds = 1 + random.nextInt(9);
    for (int at = 0; at < young.length; at += SECTOR) {
      if (random.nextInt(10) < odds) {
        System.arraycopy(young, at, torn, at, Math.min(SECTOR, young.length - at));
      }
    }
    return torn;
  }

  /** The same, and one of the sectors that were being written holds neither. */
  private byte[] garbage(byte[] old, byte[] young) {
    byte[] torn = sectors(old, young);
    List<Integer> changed = new ArrayList<>();
    for (int at = 0; at + SECTOR <= young.length; at += SECTOR) {
      boolean same =
          at + SECTOR <= old.length && Arrays.equals(old, at, at + SECTOR, young, at, at + SECTOR);
      if (!same) {
        changed.add(at);
      }
    }
    if (!changed.isEmpty()) {
      byte[] noise = new byte[SECTOR];
      random.nextBytes(noise);
      int sector = changed.get(random.nextInt(changed.size()));
      // What stands before the first difference was not written, though it shares its sector.
      int from = Math.max(sector, Math.max(0, Arrays.mismatch(old, young)));
      System.arraycopy(noise, 0, torn, from, sector + SECTOR - from);
    }
    return torn;
  }

  private static byte[] bytes(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until all is read.
    }
    return bytes.array();
  }

  /** What the next process finds; the shared memory went with the power. */
  private List<String> content(byte[] database, byte[] log) throws IOException, SQLException {
    Path file = folder.resolve("after.db");
    Files.deleteIfExists(folder.resolve("after.db-shm"));
    Files.write(file, database);
    Files.write(folder.resolve("after.db-wal"), log);
    List<String> content = new ArrayList<>();
    try (Connection connection = Sqlite.connect(file, Duration.ofSeconds(5));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      read(statement, "PRAGMA integrity_check", content);
      assertThat(content).containsExactly("ok");
      read(
          statement,
          "SELECT number || ' ' || class || ' ' || ifnull(key, '') || ' ' || length(payload) || ' '"
              + " || substr(payload, 1, 5) FROM message ORDER BY number",
          content);
      read(statement, "SELECT 'dead ' || number FROM dead_letter ORDER BY place", content);
      read(
          statement,
          "SELECT 'command ' || id || ' ' || may_send || ' ' || ifnull(outcome, '') FROM command"
              + " ORDER BY number",
          content);
      read(
          statement,
          "SELECT 'journal ' || number || ' ' || length(payload) || ' ' || substr(payload, 1, 5)"
              + " FROM journal ORDER BY number",
          content);
      read(statement, "SELECT 'reader ' || name || ' ' || position FROM reader", content);
      read(statement, "SELECT 'dropped ' || value FROM counter", content);
      read(statement, "SELECT 'last ' || name || seq FROM sqlite_sequence", content);
    }
    return content;
  }

  private static void read(Statement statement, String query, List<String> into)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        into.add(rows.getString(1));
      }
    }
  }
}
