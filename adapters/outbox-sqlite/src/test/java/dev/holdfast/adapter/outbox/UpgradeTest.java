package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.InboundJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an older Holdfast is brought to this version, with what it holds. */
final class UpgradeTest {

  @TempDir private Path folder;

  @Test
  void aFileOfTheFirstVersionKeepsItsMessagesAndLearnsTheRest() throws IOException, SQLException {
    Path file = fileOf("version-1.sql");

    try (RecordsRig rig = new RecordsRig(file)) {
      assertThat(rig.begin("a")).isEqualTo("kept");
      rig.end("a");
      assertThat(rig.begin("a")).isEqualTo("ended done");
    }
    try (OutboxRig outbox = new OutboxRig(file)) {
      assertThat(outbox.texts()).containsExactly("from version 1");
      assertThat(outbox.add("second").number()).isEqualTo(2);
    }
    assertThat(number(file, "PRAGMA user_version")).isEqualTo(Schema.VERSION);
  }

  @Test
  void aJournalOfOneConnectionBecomesThatOfTheDaemon() throws IOException, SQLException {
    Path file = fileOf("version-3.sql");

    try (RecordsRig rig = new RecordsRig(file)) {
      InboundJournal journal = rig.file().journal(List.of("file", "web"));
      assertThat(journal.inventory().positions())
          .containsEntry("file", 1L)
          .containsEntry("web", 2L);
      // What all have had is taken out at the beginning.
      assertThat(journal.inventory().stock().messages()).isEqualTo(2);
    }
  }

  @Test
  void anUpgradeMakesTheSameTablesAsANewFile() throws IOException, SQLException {
    Path old = fileOf("version-1.sql");
    new OutboxRig(old).close();
    Path fresh = folder.resolve("fresh.db");
    new OutboxRig(fresh).close();

    assertThat(schema(old)).isEqualTo(schema(fresh));
  }

  private Path fileOf(String script) throws IOException, SQLException {
    Path file = folder.resolve("outbox.db");
    String sql;
    try (InputStream in =
        Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(script), script)) {
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Connection connection = Sqlite.connect(file, Duration.ofSeconds(1));
        Statement statement = connection.createStatement()) {
      for (String each : sql.strip().split(";(\n|$)", 0)) {
        statement.execute(each);
      }
    }
    return file;
  }

  private static String schema(Path file) throws SQLException {
    try (Connection connection = Sqlite.connect(file, Duration.ofSeconds(1));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT group_concat(name || ' ' || coalesce(replace(sql, char(10), ' '), ''), char(10))"
                    + " FROM (SELECT name, sql FROM sqlite_schema ORDER BY name)")) {
      return rows.getString(1);
    }
  }

  private static long number(Path file, String query) throws SQLException {
    try (Connection connection = Sqlite.connect(file, Duration.ofSeconds(1));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.getLong(1);
    }
  }
}
