package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails while commands run: none begins, and what ended is recorded when it can be. */
final class RecordsFailureTest {

  private static final OutboxOptions OPTIONS =
      new OutboxOptions(10, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(100), 0);

  @TempDir private Path folder;

  private Opening opening;
  private OutboxFile outbox;
  private CommandRecords records;
  private final BlockingQueue<String> told = new ArrayBlockingQueue<>(10);

  @BeforeEach
  void open() throws OutboxException {
    opening = Opening.of(folder.resolve("outbox.db"), OPTIONS);
    outbox = OutboxFile.on(opening, OPTIONS, OutboxRig.surroundings());
    records = outbox.records("press-7");
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void noCommandBeginsInAFileThatCannotBeWritten() throws Exception {
    pragma("query_only = ON");
    assertThat(begin("a")).isEqualTo("failed: it is read-only (SQLITE_READONLY)");

    pragma("query_only = OFF");
    assertThat(begin("a")).isEqualTo("kept");
  }

  @Test
  void noCommandMayLeaveWithoutBeingRecorded() throws Exception {
    begin("a");
    pragma("query_only = ON");
    records.maySend("a", new Telling());
    assertThat(next()).startsWith("failed: it is read-only");
  }

  @Test
  void whatEndedMeanwhileIsRecordedOnceTheFileCanBeWritten() throws Exception {
    assertThat(begin("a")).isEqualTo("kept");
    pragma("query_only = ON");
    records.ended("a", new RecordedOutcome(RecordedOutcome.Kind.ANSWERED, "", "done"));
    Awaitility.await().until(() -> outbox.counts().failures() >= 1);
    assertThat(begin("b")).startsWith("failed: ");

    pragma("query_only = OFF");

    assertThat(begin("b")).isEqualTo("kept");
    assertThat(begin("a")).isEqualTo("ended ANSWERED done");
  }

  @Test
  void afterClosingEverythingFails() throws Exception {
    outbox.close();

    assertThat(begin("a")).isEqualTo("failed: the outbox is closed");
  }

  private String begin(String id) throws InterruptedException {
    records.begin(id, "reset", true, new Telling());
    return next();
  }

  private String next() throws InterruptedException {
    String text = told.poll(30, TimeUnit.SECONDS);
    assertThat(text).as("an answer").isNotNull();
    return String.valueOf(text);
  }

  // Between two transactions; the statement runs on the connection of the outbox itself.
  private void pragma(String what) throws SQLException, OutboxException {
    outbox.store("nobody");
    try (Statement statement = opening.database().connection().createStatement()) {
      statement.execute("PRAGMA " + what);
    }
  }

  private final class Telling implements CommandRecords.Begun {

    @Override
    public void kept() {
      told.add("kept");
    }

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {
      told.add("ended " + outcome.kind() + " " + outcome.text());
    }

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {
      told.add("interrupted " + mayHaveLeft);
    }

    @Override
    public void failed(String why) {
      told.add("failed: " + why);
    }
  }
}
