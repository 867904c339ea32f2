package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.CommandRecords;
import dev.holdfast.application.port.out.RecordedOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long and how many commands are remembered. */
final class RecordsBoundsTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir private Path folder;

  private RecordsRig rig;

  @BeforeEach
  void open() throws OutboxException {
    rig = new RecordsRig(folder.resolve("outbox.db"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatEndedIsKeptForADay() {
    rig.begin("a");
    rig.end("a");
    long ended = rig.millis();

    rig.setMillis(ended + DAY);
    assertThat(rig.begin("a")).isEqualTo("ended done");
    rig.setMillis(ended + DAY + 1);
    assertThat(rig.begin("a")).isEqualTo("kept");
  }

  @Test
  void tenThousandThatEndedAreKeptAndTheOldestGo() throws SQLException {
    for (int i = 0; i < CommandTable.ENDED_MAX; i++) {
      beginAndEnd("id " + i);
    }
    rig.settle();
    assertThat(count("press-7")).isEqualTo(CommandTable.ENDED_MAX);
    assertThat(rig.begin("id 0")).isEqualTo("ended done");

    beginAndEnd("one more");

    assertThat(rig.begin("id 1")).isEqualTo("ended done");
    assertThat(rig.begin("id 0")).isEqualTo("kept");
    assertThat(count("press-7")).isEqualTo(CommandTable.ENDED_MAX + 1);
  }

  @Test
  void otherConnectionsHaveRoomOfTheirOwn() throws SQLException {
    CommandRecords others = rig.file().records("press-8");
    others.begin("a", "reset", true, new Deaf());
    others.ended("a", new RecordedOutcome(RecordedOutcome.Kind.ANSWERED, "", "theirs"));
    for (int i = 0; i < CommandTable.ENDED_MAX + 10; i++) {
      beginAndEnd("id " + i);
    }
    rig.settle();

    assertThat(count("press-8")).isEqualTo(1);
    assertThat(rig.begin("a")).isEqualTo("kept");
  }

  @Test
  void theOldestGoFirstThoughTheClockWasSetBack() {
    beginAndEnd("old");
    rig.settle();
    rig.setMillis(rig.millis() - DAY / 2);
    for (int i = 0; i < CommandTable.ENDED_MAX; i++) {
      beginAndEnd("id " + i);
    }

    assertThat(rig.begin("id " + (CommandTable.ENDED_MAX - 1))).isEqualTo("ended done");
    assertThat(rig.begin("old")).isEqualTo("kept");
  }

  @Test
  void whatWasInterruptedIsForgottenByAProcessThatBeginsMoreThanADayLater() {
    rig.begin("a");
    long began = rig.millis();
    rig.setMillis(began + DAY);
    rig.afterCrash();
    rig.setMillis(began + DAY + 1);
    assertThat(rig.begin("a")).as("what runs is not forgotten").isEqualTo("interrupted");

    rig.afterCrash();

    assertThat(rig.begin("a")).isEqualTo("kept");
  }

  @Test
  void whatWasInterruptedIsBoundedToo() throws SQLException {
    for (int i = 0; i < CommandTable.ENDED_MAX + 10; i++) {
      rig.records().begin("id " + i, "reset", false, new Deaf());
    }
    rig.afterCrash();
    rig.settle();

    assertThat(rig.begin("id 9")).isEqualTo("kept");
    assertThat(rig.begin("id 10")).isEqualTo("interrupted");
  }

  private void beginAndEnd(String id) {
    rig.records().begin(id, "reset", true, new Deaf());
    rig.end(id);
  }

  private long count(String connection) throws SQLException {
    try (Connection file = Sqlite.connect(rig.file().file(), Duration.ofSeconds(5));
        Statement statement = file.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM commands WHERE connection = '" + connection + "'")) {
      return rows.getLong(1);
    }
  }

  private static final class Deaf implements CommandRecords.Begun {

    @Override
    public void kept() {}

    @Override
    public void endedBefore(String name, RecordedOutcome outcome) {}

    @Override
    public void interrupted(String name, boolean mayHaveLeft) {}

    @Override
    public void failed(String why) {}
  }
}
