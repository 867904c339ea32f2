package dev.holdfast.adapter.outbox;

import dev.holdfast.application.port.out.InboundJournal;
import dev.holdfast.application.port.out.InboundMessage;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What arrived, in an outbox file. Any thread. */
final class SqliteJournal implements InboundJournal {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  /** What is of all connections. */
  private static final String EVERYBODY = "";

  private final Inventory inventory;
  private final GroupCommit commits;

  SqliteJournal(Inventory inventory, GroupCommit commits) {
    this.inventory = inventory;
    this.commits = commits;
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public void append(InboundMessage message, long receivedMillis, Appended answer) {
    commits.ask(new Append(message, receivedMillis, answer));
  }

  @Override
  public void load(long after, int maxMessages, long maxSize, Loaded answer) {
    commits.ask(new Page(after, maxMessages, maxSize, answer));
  }

  @Override
  public void advance(String reader, long number, Consumer<Stock> left) {
    commits.ask(new Advance(reader, number, left));
  }

  /** A message to store. */
  private static final class Append implements Change {

    private final InboundMessage message;
    private final long receivedMillis;
    private final Appended answer;
    private long number;

    private Append(InboundMessage message, long receivedMillis, Appended answer) {
      this.message = message;
      this.receivedMillis = receivedMillis;
      this.answer = answer;
    }

    @Override
    public String connection() {
      return message.connection();
    }

    @Override
    public long size() {
      return message.size();
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void apply(Database database) throws SQLException {
      number = database.journal().append(message, receivedMillis);
    }

    @Override
    public void done() {
      answer.stored(number);
    }

    @Override
    public void failed(String why) {
      answer.failed(why);
    }
  }

  /** A reader gets on; rides along with what comes next. */
  private static final class Advance implements Change.Unanswered {

    private final String reader;
    private final long number;
    private final Consumer<Stock> left;
    private Stock stock = Stock.NONE;

    private Advance(String reader, long number, Consumer<Stock> left) {
      this.reader = reader;
      this.number = number;
      this.left = left;
    }

    @Override
    public String connection() {
      return EVERYBODY;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void apply(Database database) throws SQLException {
      stock = database.journal().advance(reader, number);
    }

    @Override
    public void done() {
      left.accept(stock);
    }
  }

  /** Messages to read. */
  private record Page(long after, int maxMessages, long maxSize, Loaded answer) implements Query {

    @Override
    public String connection() {
      return EVERYBODY;
    }

    @Override
    public void ask(Database database) throws SQLException {
      JournalTable.Page page = database.journal().load(after, maxMessages, maxSize);
      Answers.tell(() -> answer.loaded(page.entries(), page.all()));
    }

    @Override
    public void failed(String why) {
      answer.failed(why);
    }
  }

  /** The beginning: who reads is settled, and what there is for them is told. */
  static final class Beginning implements Change {

    private final List<String> readers;
    private final CompletableFuture<Inventory> answer = new CompletableFuture<>();
    private List<String> gone = List.of();
    private Inventory inventory = new Inventory(true, Stock.NONE, Map.of());

    Beginning(List<String> readers) {
      this.readers = List.copyOf(readers);
    }

    CompletableFuture<Inventory> answer() {
      return answer;
    }

    @Override
    public String connection() {
      return EVERYBODY;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void apply(Database database) throws SQLException {
      gone = database.journal().settleReaders(readers);
      inventory = new Inventory(true, database.journal().stock(), database.journal().positions());
    }

    @Override
    public void done() {
      for (String reader : gone) {
        LOG.warn(
            "the journal is not read by {} any more: what only that had not got is dropped",
            reader);
      }
      answer.complete(inventory);
    }

    @Override
    public void failed(String why) {
      answer.completeExceptionally(new OutboxException(why));
    }
  }
}
