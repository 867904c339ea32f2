package dev.holdfast.adapter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.MessageStore;
import dev.holdfast.application.testing.store.Page;
import dev.holdfast.application.testing.store.Told;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fails while messages come: what was accepted stays, what cannot be stored is refused.
 */
final class FailureTest {

  private static final OutboxOptions OPTIONS =
      new OutboxOptions(10, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(100), 0);

  @TempDir private Path folder;

  private Opening opening;
  private OutboxFile outbox;
  private MessageStore store;

  @BeforeEach
  void open() throws OutboxException {
    opening = Opening.of(path(), OPTIONS);
    outbox = OutboxFile.on(opening, OPTIONS, OutboxRig.surroundings());
    store = outbox.store("press-7");
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void aFullDiskRefusesAndKeepsWhatThereIs() throws SQLException, OutboxException {
    long number = add("accepted").number();
    pragma("max_page_count = 1");

    assertThat(add("x".repeat(20_000)).failure()).isEqualTo("the disk is full");
    assertThat(add("y".repeat(20_000)).failure()).isEqualTo("the disk is full");
    assertThat(outbox.counts().failures()).isEqualTo(2);
    assertThat(outbox.counts().refused()).isEqualTo(2);
    assertThat(texts()).containsExactly("accepted");

    pragma("max_page_count = 1000000");
    assertThat(add("later").number()).isGreaterThan(number);
    assertThat(texts()).containsExactly("accepted", "later");
  }

  /** One that is too large for what is left does not stop what makes room. */
  @Test
  void whatTheGatewayHasIsTakenOutOfAFullDisk() throws SQLException, OutboxException {
    long number = add("x".repeat(20_000)).number();
    pragma("max_page_count = 1");
    assertThat(add("y".repeat(40_000)).failure()).isEqualTo("the disk is full");

    store.remove(number);

    Awaitility.await().until(() -> stock().messages() == 0);
    assertThat(add("y".repeat(10_000)).number()).as("its room is free").isPositive();
  }

  @Test
  void aReadOnlyFileRefusesUntilItCanBeWrittenAgain() throws SQLException, OutboxException {
    long number = add("accepted").number();
    pragma("query_only = ON");

    assertThat(add("refused").failure()).isEqualTo("it is read-only (SQLITE_READONLY)");
    store.remove(number);
    assertThat(texts()).as("what the gateway has is not sent again meanwhile").isEmpty();
    Awaitility.await().until(() -> outbox.counts().failures() >= 2);

    pragma("query_only = OFF");
    Awaitility.await().until(() -> stock().messages() == 0);
    assertThat(add("accepted again").number()).isGreaterThan(number);
  }

  @Test
  void anotherProgramThatHoldsTheFileIsWaitedForAWhile() throws SQLException {
    add("accepted");
    try (Connection other = Sqlite.connect(path(), Duration.ofSeconds(1));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      assertThat(add("refused").failure()).startsWith("another program holds it");
      assertThat(texts()).as("reading goes on").containsExactly("accepted");

      statement.execute("ROLLBACK");
    }
    assertThat(add("later").number()).isPositive();
  }

  @Test
  void aForeignInsertIsHarmless() throws SQLException {
    long before = add("one").number();
    try (Connection other = Sqlite.connect(path(), Duration.ofSeconds(1));
        Statement statement = other.createStatement()) {
      statement.execute(
          "INSERT INTO message SELECT NULL, connection, class, key, 'foreign', 0, 0, 3, 'two'"
              + " FROM message");
    }

    assertThat(add("three").number()).isEqualTo(before + 2);
    assertThat(texts()).containsExactly("one", "two", "three");
  }

  /** What is damaged is not made worse: whoever repairs it finds it as it was. */
  @Test
  void aFileThatIsDamagedMeanwhileIsLeftAlone() throws IOException, SQLException {
    for (int i = 0; i < 300; i++) {
      add("x".repeat(40_000));
    }
    pragma("wal_checkpoint(TRUNCATE)");
    try (FileChannel file = FileChannel.open(path(), StandardOpenOption.WRITE)) {
      ByteBuffer garbage = ByteBuffer.allocate((int) file.size() - 4096);
      while (garbage.hasRemaining()) {
        garbage.putInt(0xdead_beef);
      }
      file.write(garbage.flip(), 4096);
    }
    byte[] damaged = Files.readAllBytes(path());

    Page page = new Page();
    store.load(MessageClass.AT_LEAST_ONCE, 0, 1000, Long.MAX_VALUE, page);
    OutboxRig.settle(store);

    assertThat(page.failure()).startsWith("it is damaged (SQLITE_CORRUPT");
    assertThat(add("refused").failure()).startsWith("it is damaged");
    store.remove(1);
    outbox.close();
    assertThat(path()).hasBinaryContent(damaged);
  }

  @Test
  void anAnswerThatThrowsCostsNobodyElseTheirs() {
    store.add(
        new OutboundMessage.Text("one"),
        "a",
        0,
        new MessageStore.Added() {
          @Override
          public void stored(long number) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void failed(String why) {
            throw new IllegalStateException("on purpose");
          }
        });

    assertThat(add("two").number()).isPositive();
    assertThat(texts()).containsExactly("one", "two");
  }

  private Path path() {
    return folder.resolve("outbox.db");
  }

  private Told add(String text) {
    Told told = new Told();
    store.add(new OutboundMessage.Text(text), "id", 0, told);
    OutboxRig.settle(store);
    return told;
  }

  private java.util.List<String> texts() {
    Page page = new Page();
    store.load(MessageClass.AT_LEAST_ONCE, 0, Integer.MAX_VALUE, Long.MAX_VALUE, page);
    OutboxRig.settle(store);
    return page.texts();
  }

  /** What is in the file, without what is as good as gone. */
  private MessageStore.Stock stock() throws OutboxException {
    return outbox.store("press-7").inventory().atLeastOnce();
  }

  /** Changes the connection of the store, which is at rest meanwhile. */
  private void pragma(String pragma) throws SQLException {
    try (Statement statement = opening.database().connection().createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }
}
