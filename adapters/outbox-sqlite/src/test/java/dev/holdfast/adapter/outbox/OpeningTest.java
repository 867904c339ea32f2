package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outbox that cannot be used says so, in one line for the user, and stays as it is. */
final class OpeningTest {

  @TempDir private Path folder;

  @Test
  void aFolderThatDoesNotExist() {
    refuses(
        folder.resolve("missing/outbox.db"), "the folder " + folder + "/missing does not exist");
  }

  @Test
  void aFolderInPlaceOfTheFile() {
    refuses(folder, "it is a folder");
  }

  @Test
  void aFileThatIsNoDatabase() throws IOException {
    Path file = Files.writeString(path(), "this was a shopping list once\n".repeat(200));

    refuses(file, "it is not a SQLite database");
    assertThat(file).hasContent("this was a shopping list once\n".repeat(200));
  }

  @Test
  void aDatabaseOfAnotherProgram() throws SQLException {
    sql("CREATE TABLE bookmark (url TEXT)");

    refuses(path(), "is a SQLite database of another program");
    assertThat(folder.resolve("outbox.db-wal")).doesNotExist();
  }

  @Test
  void aFileOfANewerHoldfast() throws SQLException, OutboxException {
    new OutboxRig(path()).close();
    sql("PRAGMA user_version = 9");

    refuses(path(), "was written by a newer Holdfast: it has version 9, this one knows 4");
  }

  @Test
  void aFileThatIsInUseHere() throws OutboxException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      refuses(path(), "is in use by this process already");
      refuses(
          folder.resolve("../" + folder.getFileName() + "/outbox.db"), "in use by this process");
      outbox.add("still works");
    }
    new OutboxRig(path()).close();
  }

  @Test
  void aFileThatIsInUseThroughALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), path());
    try (OutboxRig outbox = new OutboxRig(path())) {
      refuses(link, "is in use by this process already");
      outbox.add("still works");
    }
  }

  @Test
  void aFileThatIsInUseByAnotherProcess() throws IOException {
    try (OtherProcess other = OtherProcess.holding(path())) {
      refuses(path(), "is in use by the process " + other.pid());
    }
    new OutboxRig(path()).close();
  }

  /** The process that left it is gone, and its lock with it. */
  @Test
  void aLockFileThatWasLeftBehindIsNoObstacle() throws IOException {
    Files.writeString(folder.resolve("outbox.db-lock"), "1\n");

    new OutboxRig(path()).close();
  }

  @Test
  void aDatabaseThatSomebodyHoldsLocked() throws IOException, SQLException {
    new OutboxRig(path()).close();
    try (Connection somebody = connect();
        Statement statement = somebody.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("BEGIN EXCLUSIVE");

      assertThatThrownBy(() -> new OutboxRig(path(), impatient()))
          .isInstanceOf(OutboxException.class)
          .hasMessageContaining("another program holds it");
    }
    new OutboxRig(path(), impatient()).close();
  }

  @Test
  void aFileThatMayNotBeWritten() throws IOException {
    new OutboxRig(path()).close();
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("r--------"));
    assumeFalse(Files.isWritable(path()), "this user may write everything");

    refuses(path(), "it may not be written");
  }

  @Test
  void aFolderThatMayNotBeWritten() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(closed), "this user may write everything");

    refuses(closed.resolve("outbox.db"), "no permission");
  }

  @Test
  void aTornDatabase() throws IOException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      for (int i = 0; i < 200; i++) {
        outbox.add("a message that is long enough to fill some pages, number " + i);
      }
    }
    byte[] before;
    try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
      channel.truncate(4096);
    }
    before = Files.readAllBytes(path());

    refuses(path(), "it is damaged");
    assertThat(path()).hasBinaryContent(before);
  }

  @Test
  void pathsWithSignsThatMeanSomethingInUrls() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("50% of #1?mode=memory & more"));
    try (OutboxRig outbox = new OutboxRig(odd.resolve("out box?.db"))) {
      outbox.add("one");
    }

    assertThat(odd.resolve("out box?.db")).exists();
    try (OutboxRig outbox = new OutboxRig(odd.resolve("out box?.db"))) {
      assertThat(outbox.texts()).containsExactly("one");
    }
  }

  @Test
  void othersMayNotReadIt() throws IOException {
    try (OutboxRig outbox = new OutboxRig(path())) {
      outbox.add("one");

      for (String name : new String[] {"outbox.db", "outbox.db-wal"}) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private Path path() {
    return folder.resolve("outbox.db");
  }

  private void refuses(Path file, String why) {
    assertThatThrownBy(() -> new OutboxRig(file))
        .isInstanceOf(OutboxException.class)
        .hasMessageContaining(why)
        .message()
        .contains("outbox")
        .doesNotContain("\n");
  }

  private static OutboxOptions impatient() {
    return new OutboxOptions(10, 1_000, Duration.ofMillis(50), Duration.ofMillis(100), 0);
  }

  private Connection connect() throws SQLException {
    return Sqlite.connect(path(), Duration.ofMillis(100));
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }
}
