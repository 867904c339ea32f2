package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.Told;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be delivered is kept for people, within bounds. */
final class DeadLettersTest {

  @TempDir private Path folder;

  private final AtomicLong timeOfDay = new AtomicLong(1_795_000_000_123L);

  @Test
  void aDeadLetterHasAReasonAndATime() throws OutboxException, SQLException {
    try (OutboxFile outbox = open(10, 1_000)) {
      bury(outbox, "one", "refused: no such sensor");
    }

    assertThat(rows("SELECT payload || ', ' || reason || ', ' || buried FROM dead_letters"))
        .containsExactly("one, refused: no such sensor, 2026-11-18T11:06:40.123Z");
    assertThat(rows("SELECT count(*) FROM message")).containsExactly("0");
  }

  @Test
  void theFirstThatWereBuriedGoWhenThereAreTooMany() throws OutboxException, SQLException {
    try (OutboxFile outbox = open(3, 1_000)) {
      for (int i = 0; i < 5; i++) {
        bury(outbox, "m" + i, "refused");
        // Set back: it is the order that counts.
        timeOfDay.addAndGet(-3_600_000);
      }

      assertThat(outbox.counts().deadLettersDropped()).isEqualTo(2);
    }

    assertThat(rows("SELECT payload FROM dead_letters")).containsExactly("m2", "m3", "m4");
    assertThat(rows("SELECT value FROM counter WHERE name = 'dead-letters-dropped'"))
        .containsExactly("2");
  }

  @Test
  void theyHaveABoundOnTheirSizeToo() throws OutboxException, SQLException {
    try (OutboxFile outbox = open(100, 10)) {
      bury(outbox, "12345", "a");
      bury(outbox, "23456", "b");
      assertThat(outbox.counts().deadLettersDropped()).isZero();
      bury(outbox, "3", "c");
      assertThat(outbox.counts().deadLettersDropped()).isEqualTo(1);
    }

    assertThat(rows("SELECT payload FROM dead_letters")).containsExactly("23456", "3");
  }

  @Test
  void theLatestIsKeptHoweverLargeItIs() throws OutboxException, SQLException {
    try (OutboxFile outbox = open(100, 10)) {
      bury(outbox, "small", "a");
      bury(outbox, "much larger than that", "b");
    }

    assertThat(rows("SELECT payload FROM dead_letters")).containsExactly("much larger than that");
  }

  @Test
  void aLongReasonIsCut() throws OutboxException, SQLException {
    try (OutboxFile outbox = open(100, 10)) {
      bury(outbox, "one", "why ".repeat(1_000));
      bury(outbox, "two", " ");
    }

    assertThat(rows("SELECT length(reason) FROM dead_letters")).containsExactly("503", "15");
  }

  private OutboxFile open(int letters, long size) throws OutboxException {
    return OutboxFile.open(
        path(),
        new OutboxOptions(letters, size, Duration.ZERO, Duration.ofSeconds(5), 0),
        new OutboxFile.Surroundings(System::nanoTime, timeOfDay::get, new SplittableRandom(1)));
  }

  private static void bury(OutboxFile outbox, String text, String reason) throws OutboxException {
    MessageStore store = outbox.store("press-7");
    Told told = new Told();
    store.add(new OutboundMessage.Text(text), "id", 0, told);
    OutboxRig.settle(store);
    store.bury(told.number(), reason);
    // A survey is answered when everything before it is in the file.
    assertThat(outbox.store("press-7").inventory().atLeastOnce().messages()).isZero();
  }

  private Path path() {
    return folder.resolve("outbox.db");
  }

  private List<String> rows(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = Sqlite.connect(path(), Duration.ofSeconds(5));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
