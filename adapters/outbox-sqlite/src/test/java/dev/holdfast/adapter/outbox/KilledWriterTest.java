package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.port.out.StoredMessage;
import dev.holdfast.application.testing.store.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that stores messages is killed at random moments. More rounds, or the same ones again:
 * {@code -Dholdfast.kills=1000 -Dholdfast.seed=7}.
 */
final class KilledWriterTest {

  private static final int KILLS = Integer.getInteger("holdfast.kills", 20);
  private static final long SEED = Long.getLong("holdfast.seed", 20_261_126L);

  @TempDir private Path folder;

  /** What was answered as stored, by process. */
  private final TreeSet<Long> stored = new TreeSet<>();

  private final TreeSet<Long> removed = new TreeSet<>();

  /** Of one process: notifications that were answered as stored, and commands as begun. */
  private final TreeSet<Long> arrived = new TreeSet<>();

  private final TreeSet<Long> begun = new TreeSet<>();
  private final TreeSet<Long> ended = new TreeSet<>();

  /** How far the reader of notifications may be. */
  private long position;

  private int beside;
  private long asked;

  @Test
  void whatWasAnsweredIsThereInItsOrder() throws IOException, SQLException {
    SplittableRandom random = new SplittableRandom(SEED);
    Path file = folder.resolve("outbox.db");
    for (int kill = 0; kill < KILLS; kill++) {
      int window = 1 + random.nextInt(200);
      int answers = random.nextInt(3_000);
      String round =
          "kill "
              + kill
              + " of seed "
              + SEED
              + ", after "
              + answers
              + " answers, "
              + window
              + " on their way";
      try (OtherProcess writer =
          OtherProcess.running(
              WriterMain.class, file.toString(), String.valueOf(asked), String.valueOf(window))) {
        listen(writer, answers, round);
        writer.kill();
        listen(writer, Integer.MAX_VALUE, round);
      }
      check(file, round, window);
    }
    assertThat(stored.size()).as("messages stored").isGreaterThan(KILLS);
    assertThat(beside).as("notifications and commands").isGreaterThan(KILLS);
  }

  private void listen(OtherProcess writer, int answers, String round) throws IOException {
    for (int i = 0; i < answers; i++) {
      String line = writer.readLine();
      if (line == null) {
        return;
      }
      // The last line may be torn: then its number is smaller, and was printed before.
      if (line.matches("[srjpbe][0-9]+")) {
        take(line.charAt(0), Long.parseLong(line.substring(1)));
      } else {
        assertThat("open").as(round).startsWith(line.replaceAll("^[srjpbe]$", ""));
      }
    }
  }

  private void take(char what, long number) {
    switch (what) {
      case 's' -> stored.add(number);
      case 'r' -> removed.add(number);
      case 'j' -> arrived.add(number);
      case 'p' -> position = Math.max(position, number);
      case 'b' -> begun.add(number);
      default -> ended.add(number);
    }
  }

  private void check(Path file, String round, int window) throws OutboxException, SQLException {
    try (OutboxRig outbox = new OutboxRig(file)) {
      Page page = new Page();
      outbox.store().load(MessageClass.AT_LEAST_ONCE, 0, Integer.MAX_VALUE, Long.MAX_VALUE, page);
      outbox.settle();
      List<StoredMessage> there = page.messages();
      List<Long> values = there.stream().map(KilledWriterTest::value).toList();

      TreeSet<Long> missing = new TreeSet<>(stored);
      missing.removeAll(values);
      missing.removeAll(removed);
      assertThat(missing).as("answered, and not there: " + round).isEmpty();

      assertThat(values).as("order: " + round).isSorted().doesNotHaveDuplicates();
      assertThat(there).as("numbers: " + round).extracting(StoredMessage::number).isSorted();

      // What was on its way may be there or not; nothing else may.
      TreeSet<Long> unanswered = new TreeSet<>(values);
      unanswered.removeAll(stored);
      assertThat(unanswered.size()).as("never answered: " + round).isLessThanOrEqualTo(window + 2);
      stored.addAll(unanswered);

      // Start the next round behind everything, with an outbox that does not grow for ever.
      for (StoredMessage each : there.subList(0, there.size() / 2)) {
        removed.add(value(each));
        outbox.store().remove(each.number());
      }
      outbox.settle();
    }
    asked = stored.isEmpty() ? 0 : stored.last() + 1;
    try (Connection connection = Sqlite.connect(file, Duration.ofSeconds(5));
        Statement statement = connection.createStatement()) {
      assertThat(read(statement, "PRAGMA integrity_check")).as(round).containsExactly("ok");
      checkBeside(statement, round);
    }
  }

  /** What was stored beside the messages, of this process. */
  private void checkBeside(Statement statement, String round) throws SQLException {
    arrived.headSet(position, true).clear();
    assertThat(read(statement, "SELECT payload FROM journal"))
        .as("notifications: " + round)
        .containsAll(arrived.stream().map(number -> "n" + number).toList());
    assertThat(read(statement, "SELECT id FROM command"))
        .as("commands: " + round)
        .containsAll(begun.stream().map(number -> "c" + number).toList());
    List<String> over = read(statement, "SELECT id FROM command WHERE ended_ms IS NOT NULL");
    assertThat(begun.stream().filter(number -> !ended.contains(number)).map(number -> "c" + number))
        .as("commands that have not ended: " + round)
        .noneMatch(over::contains);
    beside += arrived.size() + begun.size();
    arrived.clear();
    begun.clear();
    ended.clear();
  }

  private static List<String> read(Statement statement, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  private static long value(StoredMessage stored) {
    return Long.parseLong(
        ((dev.holdfast.application.message.OutboundMessage.Text) stored.message())
            .text()
            .substring(1));
  }
}
