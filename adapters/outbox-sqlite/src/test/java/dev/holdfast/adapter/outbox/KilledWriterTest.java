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
  }

  private void listen(OtherProcess writer, int answers, String round) throws IOException {
    for (int i = 0; i < answers; i++) {
      String line = writer.readLine();
      if (line == null) {
        return;
      }
      // The last line may be torn: then its number is smaller, and was printed before.
      if (line.matches("[sr][0-9]+")) {
        (line.charAt(0) == 's' ? stored : removed).add(Long.parseLong(line.substring(1)));
      } else {
        assertThat(line).as(round).isIn("open", "s", "r", "o", "op", "ope");
      }
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
      assertThat(unanswered.size()).as("never answered: " + round).isLessThanOrEqualTo(window);
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
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).as(round).isEqualTo("ok");
    }
  }

  private static long value(StoredMessage stored) {
    return Long.parseLong(
        ((dev.holdfast.application.message.OutboundMessage.Text) stored.message())
            .text()
            .substring(1));
  }
}
